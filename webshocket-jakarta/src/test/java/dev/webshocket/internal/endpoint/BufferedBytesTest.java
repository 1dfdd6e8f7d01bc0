package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limit of bytes of all connections together: a client is served whatever the others hold. */
class BufferedBytesTest {

    private static final int MIB = 1 << 20;
    private static final Duration LONG = Duration.ofSeconds(20);

    @WebSocketHandler("/ws")
    static class Handler {

        final CopyOnWriteArrayList<ClientConnection> connected = new CopyOnWriteArrayList<>();

        @RpcMethod
        String echo(ClientConnection connection, String text) {
            connected.addIfAbsent(connection);
            return text;
        }
    }

    private final Handler handler = new Handler();

    private EngineServer start(long bufferedBytes) throws Exception {
        return EngineServer.start(
                WebshocketSettings.builder()
                        .bufferedBytes(bufferedBytes)
                        .sendTimeout(Duration.ofMinutes(2))
                        .shutdownGrace(Duration.ZERO)
                        .build(),
                handler);
    }

    private static void close(List<WireClient> clients) {
        clients.forEach(client -> client.socket().abort());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void incompleteMessagesLeaveRoomForOthers(boolean text) throws Exception {
        List<WireClient> hoarders = new ArrayList<>();
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = start(2 * MIB);
                WireClient polite = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            for (int i = 0; i < 30; i++) {
                WireClient hoarder = WireClient.connect(server.uri("/ws"), Wire.MSGPACK);
                hoarders.add(hoarder);
                for (int part = 0; part < 10; part++) {
                    sendPart(hoarder.socket(), text);
                }
                assertThat(polite.call("echo", "x".repeat(20_000)).error()).isNull();
                assertThat(server.engine().bufferedBytes()).isLessThan(2 * MIB + 40 * 4096);
            }
            long cut = 0;
            for (WireClient hoarder : hoarders) {
                cut += hoarder.isClosed() ? 1 : 0;
            }
            assertThat(cut).isPositive();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(log.records())
                            .extracting(record -> record.getMessage())
                            .anyMatch(line -> line.startsWith("WEBSHOCKET-0226: closed with 1013")));
        } finally {
            close(hoarders);
        }
    }

    private static void sendPart(WebSocket socket, boolean text) {
        try {
            if (text) {
                socket.sendText("x".repeat(20_000), false).join();
            } else {
                socket.sendBinary(ByteBuffer.allocate(20_000), false).join();
            }
        } catch (CompletionException closed) {
            // It was closed in favour of others, as expected of some.
        }
    }

    @Test
    void aMessageWithoutMemoryClosesItsConnection() throws Exception {
        try (EngineServer server = start(100_000);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            for (int part = 0; part < 5; part++) {
                sendPart(client.socket(), false);
            }
            assertThat(client.closeCode()).isEqualTo(1013);
            assertThat(client.closeReason()).isEqualTo("no memory for a message now");
        }
    }

    @Test
    void aMessageForManyCountsOnce() throws Exception {
        List<WireClient> subscribers = new ArrayList<>();
        try (EngineServer server = start(4 * MIB)) {
            for (int i = 0; i < 20; i++) {
                WireClient subscriber = WireClient.connectUnread(server.uri("/ws"), Wire.MSGPACK);
                subscribers.add(subscriber);
                subscriber.request("echo", List.of("here"), Map.of());
            }
            await().atMost(LONG).until(() -> handler.connected.size() == 20);
            handler.connected.forEach(connection -> connection.subscribe("news"));
            Channels channels = server.engine().channels();
            String news = "x".repeat(100_000);
            // Far more than the limit if each queue had its own copy, and more than the sockets' buffers.
            for (int i = 0; i < 9; i++) {
                assertThat(channels.publish("news", news)).isEqualTo(20);
            }
            assertThat(server.engine().bufferedBytes()).isLessThan(MIB);
            assertThat(handler.connected).allMatch(ClientConnection::isOpen);
        } finally {
            close(subscribers);
        }
    }
}
