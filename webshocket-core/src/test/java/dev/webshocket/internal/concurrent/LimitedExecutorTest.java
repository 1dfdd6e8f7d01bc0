package dev.webshocket.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.support.QueuingAndThrowing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitedExecutorTest {

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();

    @Test
    void theLimitHoldsAndTheOtherTasksFollowInOrder() {
        LimitedExecutor limited = new LimitedExecutor(threads::add, 2);
        for (String name : List.of("a", "b", "c", "d")) {
            limited.execute(() -> ran.add(name));
        }
        assertThat(threads).hasSize(2);
        assertThat(ran).isEmpty();

        threads.remove().run();
        assertThat(ran).containsExactly("a", "c", "d");
        threads.remove().run();
        assertThat(ran).containsExactly("a", "c", "d", "b");
        assertThat(threads).isEmpty();

        limited.execute(() -> ran.add("e"));
        limited.execute(() -> ran.add("f"));
        assertThat(threads).as("both threads are free again").hasSize(2);
    }

    @Test
    void aThreadWhoseTurnIsOverGoesBehindOthers() {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
        LimitedExecutor limited = new LimitedExecutor(threads::add, 1, now::get);
        limited.execute(() -> ran.add("short"));
        limited.execute(() -> {
            ran.add("long");
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        });
        limited.execute(() -> ran.add("next"));
        limited.execute(() -> ran.add("last"));
        threads.add(() -> ran.add("other"));
        while (!threads.isEmpty()) {
            threads.remove().run();
            assertThat(threads).as("one at a time, and the other").hasSizeLessThanOrEqualTo(2);
        }
        assertThat(ran).containsExactly("short", "long", "other", "next", "last");
        limited.execute(() -> ran.add("free"));
        assertThat(threads).hasSize(1);
    }

    @Test
    void aThreadWhoseTurnIsOverGoesOnIfThereIsNoOther() {
        AtomicLong now = new AtomicLong();
        AtomicBoolean down = new AtomicBoolean();
        LimitedExecutor limited = new LimitedExecutor(
                task -> {
                    if (down.get()) {
                        throw new RejectedExecutionException("shut down");
                    }
                    threads.add(task);
                },
                1,
                () -> now.addAndGet(TimeUnit.SECONDS.toNanos(1)));
        int tasks = 100_000;
        for (int i = 0; i < tasks; i++) {
            limited.execute(() -> ran.add("task"));
        }
        down.set(true);
        threads.remove().run();
        assertThat(ran).as("without a stack that grows").hasSize(tasks);
    }

    @Test
    void aTaskThatThrowsReleasesItsThread() {
        LimitedExecutor limited = new LimitedExecutor(threads::add, 1);
        limited.execute(() -> {
            throw new OutOfMemoryError("injected");
        });
        limited.execute(() -> ran.add("next"));
        assertThatThrownBy(threads.remove()::run).isInstanceOf(OutOfMemoryError.class);
        threads.remove().run();
        assertThat(ran).containsExactly("next");

        limited.execute(() -> {
            throw new IllegalStateException("injected");
        });
        assertThatThrownBy(threads.remove()::run).isInstanceOf(IllegalStateException.class);
        limited.execute(() -> ran.add("last"));
        threads.remove().run();
        assertThat(ran).containsExactly("next", "last");
    }

    @Test
    void tasksRunOnTheCurrentThreadIfThereIsNoOther() {
        LimitedExecutor limited = new LimitedExecutor(
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                1);
        limited.execute(() -> {
            limited.execute(() -> ran.add("inner"));
            ran.add("outer");
        });
        limited.execute(() -> ran.add("next"));
        assertThat(ran).containsExactly("outer", "inner", "next");
    }

    @Test
    void anErrorOfTheExecutorRunsNoTaskTwice() {
        QueuingAndThrowing failing = new QueuingAndThrowing();
        LimitedExecutor limited = new LimitedExecutor(failing, 1);
        limited.execute(() -> ran.add("one"));
        limited.execute(() -> ran.add("two"));
        failing.runQueued();
        assertThat(ran).containsExactly("one", "two");
    }

    @Test
    void allTasksRunAndTheLimitHolds() throws Exception {
        int tasks = 2000;
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(tasks);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            LimitedExecutor limited = new LimitedExecutor(pool, 3);
            for (int i = 0; i < tasks; i++) {
                limited.execute(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    running.decrementAndGet();
                    done.countDown();
                });
            }
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            pool.shutdownNow();
        }
        assertThat(most.get()).isBetween(1, 3);
    }
}
