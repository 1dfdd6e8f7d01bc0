package dev.webshocket.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SerialTaskTest {

    private static final int THREADS = 8;
    private static final int REQUESTS = 20_000;

    private SerialTask again;

    @Test
    void aRequestFromWithinRunsItOnceMore() {
        List<Integer> depths = new ArrayList<>();
        AtomicInteger depth = new AtomicInteger();
        again = new SerialTask(() -> {
            depths.add(depth.incrementAndGet());
            if (depths.size() == 1) {
                again.request();
                again.request();
            }
            depth.decrementAndGet();
        });
        again.request();

        assertThat(depths).containsExactly(1, 1);
    }

    @Test
    void anExceptionLeavesItReadyForTheNextRequest() {
        AtomicInteger runs = new AtomicInteger();
        SerialTask failing = new SerialTask(() -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("first");
            }
        });

        assertThatIllegalStateException().isThrownBy(failing::request).withMessage("first");
        failing.request();
        assertThat(runs).hasValue(2);
    }

    @Test
    void aRequestDuringARunThatFailsIsMet() {
        AtomicInteger runs = new AtomicInteger();
        again = new SerialTask(() -> {
            if (runs.incrementAndGet() == 1) {
                again.request();
                throw new IllegalStateException("first");
            }
        });

        assertThatIllegalStateException().isThrownBy(again::request).withMessage("first");
        assertThat(runs).hasValue(2);
    }

    @Test
    void noRequestOfManyThreadsIsMissed() throws InterruptedException {
        AtomicInteger requested = new AtomicInteger();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        SerialTask task = new SerialTask(() -> {
            overlaps.addAndGet(running.getAndIncrement());
            seen.set(requested.get());
            running.decrementAndGet();
        });
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                for (int request = 0; request < REQUESTS; request++) {
                    requested.incrementAndGet();
                    task.request();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(overlaps).hasValue(0);
        assertThat(seen).hasValue(THREADS * REQUESTS);
    }
}
