package dev.webshocket.it.cluster;

import dev.webshocket.client.ClientState;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.packet.PacketSource;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A Java client, which speaks version 2. It remembers its name in the session. Safe for use by any thread. */
final class ReliableSubscriber implements Subscriber {

    private final Reader reader;
    private final AtomicInteger newSessions = new AtomicInteger();
    private final WebSocketClient client;

    ReliableSubscriber(URI uri, String name, List<String> subscriptions) {
        reader = new Reader(name);
        client = TestCluster.patient(uri)
                .onReceive(packet -> {
                    if (packet.source() == PacketSource.CHANNEL) {
                        reader.message(packet.channel(), packet.data());
                    }
                })
                .onGap(reader::gap)
                .onReconnect(again -> {
                    newSessions.incrementAndGet();
                    begin(again, name, subscriptions);
                })
                .connect();
        begin(client, name, subscriptions);
    }

    private static void begin(WebSocketClient client, String name, List<String> subscriptions) {
        client.call("remember", Void.class, name);
        client.call("follow", Void.class, subscriptions);
    }

    @Override
    public Reader reader() {
        return reader;
    }

    @Override
    public boolean isReliable() {
        return true;
    }

    @Override
    public boolean isFollowing() {
        return client.state() == ClientState.CONNECTED;
    }

    /** Returns how often its session was gone. */
    int newSessions() {
        return newSessions.get();
    }

    WebSocketClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return reader.toString();
    }
}
