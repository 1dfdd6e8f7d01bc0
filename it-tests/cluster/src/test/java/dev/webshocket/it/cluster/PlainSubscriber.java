package dev.webshocket.it.cluster;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A client of version 1, which shares no code with the Java client but the encoding: it comes back and subscribes anew, and misses what
 * was published meanwhile. Has a thread of its own; safe for use by any thread.
 */
final class PlainSubscriber implements Subscriber {

    private static final long RETRY_MILLIS = 200;

    private final URI uri;
    private final Wire wire;
    private final List<Object> subscriptions;
    private final Reader reader;
    private final Thread thread;
    private volatile boolean following;
    private volatile boolean closed;

    PlainSubscriber(URI uri, String name, Wire wire, List<String> subscriptions) {
        this.uri = uri;
        this.wire = wire;
        this.subscriptions = List.copyOf(subscriptions);
        this.reader = new Reader(name);
        this.thread = new Thread(this::run, name);
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                try (WireClient client = WireClient.connect(uri, wire)) {
                    read(client);
                } catch (CompletionException e) {
                    // The server has ended meanwhile.
                }
                following = false;
                reader.breakOff();
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        } catch (InterruptedException e) {
            // It was closed.
        }
    }

    private void read(WireClient client) throws InterruptedException {
        client.request("follow", List.of(subscriptions), Map.of());
        while (!closed && !(client.isClosed() && client.packets().isEmpty())) {
            Packet packet = client.packets().poll(100, TimeUnit.MILLISECONDS);
            if (packet != null && packet.source() == PacketSource.CHANNEL) {
                reader.message(packet.channel(), packet.data());
            } else if (packet != null && packet.rpc() instanceof RpcResponse answer) {
                following = answer.error() == null;
            }
        }
    }

    @Override
    public Reader reader() {
        return reader;
    }

    @Override
    public boolean isReliable() {
        return false;
    }

    @Override
    public boolean isFollowing() {
        return following;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(TestCluster.PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return reader.toString();
    }
}
