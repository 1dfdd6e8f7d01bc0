package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that accepts the handshake and closes the connection before the client has it. */
@Timeout(60)
class ClientTurnedAwayTest {

    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger tasks = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private ConnectionFailedException failure(int code, RetryPolicy policy) throws Exception {
        try (SilentServer server = SilentServer.closing(code)) {
            return catchThrowableOfType(
                    ConnectionFailedException.class,
                    () -> WebSocketClient.builder(server.uri())
                            .headers(() -> {
                                attempts.incrementAndGet();
                                return Map.of();
                            })
                            .executor(untilAnswered(server))
                            .retryFirst(policy)
                            .connect());
        }
    }

    @ParameterizedTest
    @CsvSource({"1013, true", "1000, false", "1008, false"})
    void isAFailedAttempt(int code, boolean isTransient) throws Exception {
        ConnectionFailedException failure = failure(code, RetryPolicy.none());
        assertThat(failure.code()).isEqualTo("WEBSHOCKET-0307");
        assertThat(failure).hasMessageContaining("close code " + code);
        assertThat(failure.isTransient()).isEqualTo(isTransient);
        assertThat(failure.status()).isEmpty();
        assertThat(attempts).hasValue(1);
    }

    @Test
    void isRetriedLikeTheFirstConnection() throws Exception {
        RetryPolicy twice = RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(10))
                .retries(2)
                .build();
        ConnectionFailedException failure = failure(1013, twice);
        assertThat(failure.code()).isEqualTo("WEBSHOCKET-0307");
        assertThat(attempts).hasValue(3);
    }

    /**
     * Returns an executor that delays each second task until the client has answered the server's close frame. The
     * other tasks begin attempts.
     */
    private Executor untilAnswered(SilentServer server) {
        return task -> {
            if (tasks.getAndIncrement() % 2 == 0) {
                threads.execute(task);
            } else {
                threads.execute(() -> {
                    server.awaitAnswers(attempts.get());
                    task.run();
                });
            }
        };
    }
}
