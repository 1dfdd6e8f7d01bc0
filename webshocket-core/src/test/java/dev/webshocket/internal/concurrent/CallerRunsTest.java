package dev.webshocket.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.support.QueuingAndThrowing;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallerRunsTest {

    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void aTaskRunsOnTheOtherExecutor() {
        Queue<Runnable> threads = new ArrayDeque<>();
        new CallerRuns(threads::add).execute(runs::incrementAndGet);
        assertThat(runs).hasValue(0);
        threads.remove().run();
        assertThat(runs).hasValue(1);
    }

    @Test
    void aRejectedTaskRunsOnTheCurrentThread() {
        new CallerRuns(task -> {
                    throw new RejectedExecutionException("shut down");
                })
                .execute(runs::incrementAndGet);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aTaskRunsOnceIfTheExecutorQueuesItAndThrows() {
        QueuingAndThrowing failing = new QueuingAndThrowing();
        new CallerRuns(failing).execute(runs::incrementAndGet);
        failing.runQueued();
        assertThat(runs).hasValue(1);
    }

    @Test
    void anExceptionOfATaskOnTheCurrentThreadPropagates() {
        CallerRuns here = new CallerRuns(task -> {
            throw new RejectedExecutionException("shut down");
        });
        assertThatThrownBy(() -> here.execute(() -> {
                    throw new IllegalStateException("injected");
                }))
                .hasMessage("injected");
    }
}
