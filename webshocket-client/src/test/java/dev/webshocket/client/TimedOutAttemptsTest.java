package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.tyrus.WebSocketServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More attempts that timed out than there are connecting threads. */
class TimedOutAttemptsTest {

    private static final int ATTEMPTS = 12;

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    @Timeout(30)
    void holdNoThread(String scheme) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 2 * ATTEMPTS, InetAddress.getLoopbackAddress());
                WebSocketServer server = WebSocketServer.builder()
                        .port(0)
                        .handlers(GreetingHandler.class)
                        .start()) {
            URI uri = URI.create(scheme + "://127.0.0.1:" + silent.getLocalPort() + "/ws");
            List<CompletableFuture<WebSocketClient>> attempts = new ArrayList<>();
            for (int i = 0; i < ATTEMPTS; i++) {
                attempts.add(WebSocketClient.builder(uri)
                        .connectTimeout(Duration.ofMillis(200))
                        .connectAsync());
            }
            try (WebSocketClient client = WebSocketClient.connect(server.uri("/ws"))) {
                assertThat(client.call("greet", String.class)).startsWith("Hello");
            }
            assertThat(attempts)
                    .allSatisfy(attempt -> assertThat(attempt)
                            .failsWithin(Duration.ofSeconds(20))
                            .withThrowableThat()
                            .havingCause()
                            .withMessageStartingWith("WEBSHOCKET-0301"));
        }
    }
}
