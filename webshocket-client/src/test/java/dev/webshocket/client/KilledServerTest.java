package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that makes a call every 10 ms while its server is killed and started again. */
@Tag("slow")
@Timeout(120)
class KilledServerTest {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);
    private static final int ROUNDS = 3;

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicReference<Throwable> uncoded = new AtomicReference<>();
    private final AtomicLong longest = new AtomicLong();

    @Test
    void everyCallSucceedsOrFailsWithACodeAndNoneHangs() throws Exception {
        ScheduledExecutorService caller = Executors.newSingleThreadScheduledExecutor();
        ServerProcess server = ServerProcess.start(0);
        RetryPolicy quick = RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(50))
                .maxDelay(Duration.ofMillis(500))
                .build();
        try (WebSocketClient client = WebSocketClient.builder(server.uri())
                .retry(quick)
                .callTimeout(CALL_TIMEOUT)
                .connect()) {
            caller.scheduleAtFixedRate(() -> call(client), 0, 10, TimeUnit.MILLISECONDS);
            for (int round = 0; round < ROUNDS; round++) {
                awaitMoreSuccesses();
                server.kill();
                int before = begun.get();
                await().atMost(Duration.ofSeconds(20)).until(() -> begun.get() > before + 20);
                server = ServerProcess.start(server.port());
                awaitMoreSuccesses();
            }
            caller.shutdown();
            assertThat(caller.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            await().atMost(CALL_TIMEOUT.multipliedBy(5)).until(() -> succeeded.get() + failed.get() == begun.get());
            assertThat(uncoded.get()).isNull();
            // The call's timeout, plus the time that a loaded machine needs to run the measuring stage.
            assertThat(Duration.ofNanos(longest.get())).isLessThan(CALL_TIMEOUT.multipliedBy(3));
            System.out.printf(
                    "%d calls: %d succeeded, %d failed with a code%n", begun.get(), succeeded.get(), failed.get());
        } finally {
            caller.shutdownNow();
            server.close();
        }
    }

    private void call(WebSocketClient client) {
        int number = begun.incrementAndGet();
        long since = System.nanoTime();
        client.callAsync("add", Integer.class, number, 1).whenComplete((sum, failure) -> {
            longest.accumulateAndGet(System.nanoTime() - since, Math::max);
            if (failure == null && sum == number + 1) {
                succeeded.incrementAndGet();
            } else {
                if (!(failure instanceof ClientException)) {
                    uncoded.set(failure == null ? new AssertionError("a wrong sum: " + sum) : failure);
                }
                failed.incrementAndGet();
            }
        });
    }

    private void awaitMoreSuccesses() {
        int before = succeeded.get();
        await().atMost(Duration.ofSeconds(40)).until(() -> succeeded.get() > before + 50);
    }
}
