package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message is encoded once for each encoding in use, whatever the number of recipients and their endpoints. */
class EncodedOnceTest {

    private static final int OF_EACH_KIND = 10;

    /** A value that counts how often it is encoded. */
    public static final class Headline {

        private final AtomicInteger written = new AtomicInteger();

        public String getText() {
            written.incrementAndGet();
            return "New CPU released";
        }
    }

    @WebSocketHandler("/other")
    static class OtherHandler {

        @RpcMethod
        void join(ClientConnection connection, String room) {
            connection.subscribe(room);
        }
    }

    private static final Map<String, Object> ARRIVES = Map.of("text", "New CPU released");

    private final ChatHandler handler = new ChatHandler();
    private final List<WireClient> clients = new ArrayList<>();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = handler.start(new OtherHandler());
    }

    @AfterEach
    void stop() {
        clients.forEach(WireClient::close);
        server.close();
    }

    /** Subscribes clients at both endpoints, half of them by a pattern. */
    private void subscribe(Wire wire) throws InterruptedException {
        for (int i = 0; i < OF_EACH_KIND; i++) {
            WireClient client = WireClient.connect(server.uri(i % 2 == 0 ? "/ws" : "/other"), wire);
            clients.add(client);
            assertThat(client.call("join", i % 4 < 2 ? "news.tech" : "news.*").error())
                    .isNull();
        }
    }

    private void assertAllGet(Packet packet) throws InterruptedException {
        for (WireClient client : clients) {
            assertThat(client.packet()).isEqualTo(packet);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onceIfAllUseOneEncoding(Wire wire) throws Exception {
        subscribe(wire);
        Headline published = new Headline();
        assertThat(handler.channels.publish("news.tech", published)).isEqualTo(OF_EACH_KIND);
        assertThat(published.written).hasValue(1);
        assertAllGet(Packet.channel("news.tech", ARRIVES));

        Headline broadcast = new Headline();
        assertThat(handler.channels.broadcast(broadcast)).isEqualTo(OF_EACH_KIND);
        assertThat(broadcast.written).hasValue(1);
        assertAllGet(Packet.broadcast(ARRIVES));
    }

    @Test
    void twiceIfBothEncodingsAreInUse() throws Exception {
        for (Wire wire : Wire.values()) {
            subscribe(wire);
        }
        Headline published = new Headline();
        assertThat(handler.channels.publish("news.tech", published)).isEqualTo(OF_EACH_KIND * Wire.values().length);
        assertThat(published.written).hasValue(2);
        assertAllGet(Packet.channel("news.tech", ARRIVES));
    }

    @Test
    void neverWithoutRecipients() throws Exception {
        subscribe(Wire.MSGPACK);
        Headline unread = new Headline();
        assertThat(handler.channels.publish("weather", unread)).isZero();
        assertThat(handler.channels.broadcast(unread, connection -> false)).isZero();
        assertThat(unread.written).hasValue(0);
    }
}
