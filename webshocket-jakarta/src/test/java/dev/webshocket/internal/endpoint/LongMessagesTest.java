package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Messages that are sent in parts, which occupies a thread while the client does not read. Others must be served
 * meanwhile.
 */
@Tag("slow")
class LongMessagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int THREADS = 2;
    private static final int UNREAD = THREADS + 2;
    private static final String LONG = "x".repeat(5 << 20);

    @WebSocketHandler("/ws")
    static class Handler {

        final List<ClientConnection> connected = new CopyOnWriteArrayList<>();

        @OnConnect
        void connect(ClientConnection connection) {
            connected.add(connection);
        }

        @RpcMethod
        String echo(String text) {
            return text;
        }

        @RpcMethod
        void leave(ClientConnection connection) {
            connection.close(4000, "asked for");
        }
    }

    private final Handler handler = new Handler();
    private final List<WireClient> unread = new ArrayList<>();

    @AfterEach
    void abort() {
        unread.forEach(client -> client.socket().abort());
    }

    private EngineServer start(Duration sendTimeout) throws Exception {
        return EngineServer.startBounded(
                WebshocketSettings.builder()
                        .workerThreads(THREADS)
                        .outboundBytes(32 << 20)
                        .sendTimeout(sendTimeout)
                        .pingInterval(Duration.ZERO)
                        .shutdownGrace(Duration.ZERO)
                        .build(),
                handler);
    }

    /** Sends to more clients than there are threads, none of which reads. */
    private void broadcastUnread(EngineServer server, Wire wire) {
        for (int i = 0; i < UNREAD; i++) {
            unread.add(WireClient.connectUnread(server.uri("/ws"), wire));
        }
        await().atMost(PATIENCE).until(() -> handler.connected.size() == UNREAD);
        await().atMost(PATIENCE).until(() -> server.engine().channels().broadcast(LONG) == UNREAD);
    }

    @ParameterizedTest
    @EnumSource
    void othersAreServedAndClosedMeanwhile(Wire wire) throws Exception {
        try (EngineServer server = start(Duration.ofMinutes(5))) {
            broadcastUnread(server, wire);
            for (int i = 0; i < 2 * THREADS; i++) {
                try (WireClient polite = WireClient.connect(server.uri("/ws"), wire)) {
                    assertThat(polite.call("echo", "abc").response()).isEqualTo("abc");
                    polite.request("leave", List.of(), Map.of());
                    assertThat(polite.closeCode()).isEqualTo(4000);
                }
            }
            await().atMost(PATIENCE).until(() -> server.engine().connections() == UNREAD);
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientsThatDoNotReadAreClosed(Wire wire) throws Exception {
        try (EngineServer server = start(Duration.ofMillis(500))) {
            broadcastUnread(server, wire);
            await().atMost(PATIENCE).until(() -> server.engine().connections() == 0);
            assertThat(handler.connected).noneMatch(ClientConnection::isOpen);
            assertThat(server.engine().bufferedBytes()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON")
    void aReadingClientGetsItsMessageAfterAnyWait(Wire wire) throws Exception {
        try (EngineServer server = start(Duration.ofSeconds(3))) {
            broadcastUnread(server, wire);
            try (WireClient polite = WireClient.connect(server.uri("/ws"), wire)) {
                assertThat(polite.call("echo", "abc").response()).isEqualTo("abc");
                ClientConnection last = handler.connected.get(UNREAD);
                last.send(LONG);
                await().atMost(PATIENCE).until(() -> !polite.packets().isEmpty() || !last.isOpen());
                assertThat(polite.packet().data()).isEqualTo(LONG);
            }
        }
    }
}
