package dev.webshocket.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The threads of a platform that provides a context for each task. */
class DefaultExecutorsTest {

    private static final int MOST = 4;

    private final DefaultExecutors executors = DefaultExecutors.ofPlatformThreads(MOST);

    @AfterEach
    void close() {
        executors.close();
    }

    @Test
    void threadsDoNotInheritTheContextOfTheStartingThread() throws Exception {
        ClassLoader application = new ClassLoader() {};
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(application);
        try {
            assertThat(loaderOf(executors.executors().calls())).isEqualTo(ClassLoader.getSystemClassLoader());
            assertThat(loaderOf(executors.executors().timer())).isEqualTo(ClassLoader.getSystemClassLoader());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void theTimerHasTheClassLoaderOfItsCreatorNotOfItsFirstUser() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (DefaultExecutors made = new DefaultExecutors(MOST)) {
            Thread.currentThread().setContextClassLoader(new ClassLoader() {});
            assertThat(loaderOf(made.executors().timer())).isEqualTo(before);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void theEndWaitsForTheThreads() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicReference<Thread> thread = new AtomicReference<>();
        executors.executors().upkeep().execute(() -> {
            thread.set(Thread.currentThread());
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // What an interrupted task still does.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                ended.set(true);
            }
        });
        running.await();

        executors.close();

        assertThat(ended).isTrue();
        assertThat(thread.get().isAlive()).isFalse();
    }

    /** Makes a task of one client, which gets none of the places reserved for others. */
    private static ClientTask lasting(Runnable work) {
        return new ClientTask("connection", "network", ClientTask.Kind.LASTING, work, work);
    }

    @Test
    void threadsAreNamedAfterTheApplicationAndWhatTheyDo() throws Exception {
        try (DefaultExecutors named = DefaultExecutors.ofPlatformThreads(MOST, "shop")) {
            assertThat(nameOf(named.executors().calls())).matches("webshocket-shop-calls-\\d+");
            assertThat(nameOf(named.executors().concurrent())).matches("webshocket-shop-streams-\\d+");
            assertThat(nameOf(named.executors().upkeep())).matches("webshocket-shop-upkeep-\\d+");
            assertThat(nameOf(named.executors().timer())).matches("webshocket-shop-timer-\\d+");
        }
        assertThat(nameOf(executors.executors().calls())).matches("webshocket-calls-\\d+");
        try (DefaultExecutors named = new DefaultExecutors(MOST, "shop")) {
            assertThat(nameOf(named.executors().calls())).matches("webshocket-shop-calls-\\d+");
        }
    }

    private static String nameOf(Executor executor) throws Exception {
        CompletableFuture<String> found = new CompletableFuture<>();
        executor.execute(() -> found.complete(Thread.currentThread().getName()));
        return found.get(10, TimeUnit.SECONDS);
    }

    private static ClassLoader loaderOf(Executor executor) throws Exception {
        CompletableFuture<ClassLoader> found = new CompletableFuture<>();
        executor.execute(() -> found.complete(Thread.currentThread().getContextClassLoader()));
        return found.get(10, TimeUnit.SECONDS);
    }

    @Test
    void eachPoolReachesItsMaximumOfThreads() throws Exception {
        for (Executor pool : new Executor[] {
            executors.executors().calls(), executors.executors().concurrent()
        }) {
            CountDownLatch running = new CountDownLatch(MOST);
            Semaphore started = new Semaphore(0);
            CountDownLatch gate = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(3 * MOST);
            IntStream.range(0, 3 * MOST)
                    .forEach(i -> pool.execute(lasting(() -> {
                        started.release();
                        running.countDown();
                        try {
                            gate.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        ended.countDown();
                    })));
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(started.availablePermits()).isEqualTo(MOST);
            gate.countDown();
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
