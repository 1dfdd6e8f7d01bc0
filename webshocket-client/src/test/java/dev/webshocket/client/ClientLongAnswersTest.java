package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.EngineServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers longer than the client accepts. */
@Timeout(60)
class ClientLongAnswersTest {

    private static final RetryPolicy QUICK =
            RetryPolicy.builder().firstDelay(Duration.ofMillis(20)).build();

    /** Returns an answer of the requested length. */
    @WebSocketHandler("/ws")
    public static class LongHandler {

        final AtomicInteger runs = new AtomicInteger();

        @RpcMethod
        public String text(int length) {
            runs.incrementAndGet();
            return "x".repeat(length);
        }
    }

    /** The second is longer than Tyrus's buffer, so Tyrus, not our code, detects its length. */
    @ParameterizedTest
    @ValueSource(ints = {200_000, 6_000_000})
    void areNotRequestedAgain(int length) throws Exception {
        LongHandler handler = new LongHandler();
        try (EngineServer server = EngineServer.start(handler);
                WebSocketClient client = WebSocketClient.builder(server.uri("/ws"))
                        .maxMessageBytes(100_000)
                        .retryLost(QUICK)
                        .connect()) {
            assertThatExceptionOfType(ConnectionClosedException.class)
                    .isThrownBy(
                            () -> client.rpc("text").args(length).idempotent().call(String.class))
                    .withMessageContaining("may have 100000 bytes")
                    .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0310"))
                    .satisfies(e -> assertThat(e.closeCode()).hasValue(1009));
            assertThat(client.call("text", String.class, 3)).isEqualTo("xxx");
            assertThat(handler.runs).hasValue(2);
        }
    }
}
