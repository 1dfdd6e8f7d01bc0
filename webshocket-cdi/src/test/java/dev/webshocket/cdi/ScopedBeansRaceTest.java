package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Concurrent creation and destruction of the same beans, and the concurrent end of their connection. */
@Timeout(60)
class ScopedBeansRaceTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 5_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final CyclicBarrier start = new CyclicBarrier(THREADS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** The task of one thread, given its index. */
    private interface Part {
        void run(int thread) throws Exception;
    }

    /** Starts all threads at the same time, and waits until they have finished. */
    private void race(Part part) throws Exception {
        List<Future<?>> results = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            results.add(threads.submit(() -> {
                start.await();
                part.run(thread);
                return null;
            }));
        }
        for (Future<?> result : results) {
            result.get();
        }
    }

    @Test
    void concurrentThreadsGetOneInstance() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ScopedBeans beans = new ScopedBeans("It has ended.");
            Counting counting = new Counting();
            Set<Object> instances = ConcurrentHashMap.newKeySet();
            race(thread -> instances.add(beans.get(counting, new Creation<>())));
            assertThat(instances).hasSize(1);
            assertThat(counting.made.get()).isEqualTo(1);
        }
    }

    @Test
    void anInstanceCreatedWhileTheConnectionEndsIsDestroyedOnce() throws Exception {
        int made = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ScopedBeans beans = new ScopedBeans("It has ended.");
            Counting counting = new Counting();
            race(thread -> {
                if (thread == 0) {
                    beans.destroyAll();
                    return;
                }
                try {
                    beans.get(counting, new Creation<>());
                } catch (ContextNotActiveException e) {
                    // The connection has ended first.
                }
            });
            assertThat(counting.destroyed.get()).isEqualTo(counting.made.get()).isLessThanOrEqualTo(1);
            made += counting.made.get();
        }
        assertThat(made).as("rounds in which an instance was made").isPositive();
    }

    @Test
    void aCallDestroysTheInstanceThatTheEndMissed() {
        ScopedBeans beans = new ScopedBeans("It has ended.");
        AtomicInteger asked = new AtomicInteger();
        Counting late = new Counting() {
            // Called when the bean is looked up and again when it is added: the end comes in between.
            @Override
            public int hashCode() {
                if (asked.incrementAndGet() == 2) {
                    beans.destroyAll();
                }
                return 1;
            }

            @Override
            public boolean equals(Object other) {
                return this == other;
            }
        };

        assertThatThrownBy(() -> beans.get(late, new Creation<>())).isInstanceOf(ContextNotActiveException.class);

        assertThat(late.made.get()).isEqualTo(1);
        assertThat(late.destroyed.get()).isEqualTo(1);
    }

    @Test
    void theEndDoesNotWaitForACreation() throws Exception {
        ScopedBeans beans = new ScopedBeans("It has ended.");
        Slow slow = new Slow();
        Future<Object> result = threads.submit(() -> beans.get(slow, new Creation<>()));
        slow.making.await();

        beans.destroyAll();
        assertThat(slow.destroyed.get()).isZero();
        slow.goOn.countDown();

        assertThatThrownBy(result::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ContextNotActiveException.class);
        assertThat(slow.made.get()).isEqualTo(1);
        assertThat(slow.destroyed.get()).isEqualTo(1);
    }

    @Test
    void aCreationDoesNotDelayOthers() throws Exception {
        ScopedBeans beans = new ScopedBeans("It has ended.");
        Slow slow = new Slow();
        Future<Object> result = threads.submit(() -> beans.get(slow, new Creation<>()));
        slow.making.await();

        // Many beans, since those in the same bin of the map must not wait either.
        for (int i = 0; i < 1_000; i++) {
            assertThat(beans.get(new Counting(), new Creation<>())).isNotNull();
        }

        slow.goOn.countDown();
        assertThat(result.get()).isNotNull();
    }

    @Test
    void theCreationOfABeanMayCreateAnother() {
        ScopedBeans beans = new ScopedBeans("It has ended.");
        Counting inner = new Counting();
        Counting outer = new Counting() {
            @Override
            public Object create(CreationalContext<Object> creation) {
                beans.get(inner, new Creation<>());
                return super.create(creation);
            }
        };

        assertThat(beans.get(outer, new Creation<>())).isNotNull();
        assertThat(inner.made.get()).isEqualTo(1);
    }

    @Test
    void theNextUseRetriesAFailedCreation() {
        ScopedBeans beans = new ScopedBeans("It has ended.");
        AtomicInteger attempts = new AtomicInteger();
        Counting flaky = new Counting() {
            @Override
            public Object create(CreationalContext<Object> creation) {
                if (attempts.incrementAndGet() == 1) {
                    throw new IllegalStateException("asked for");
                }
                return super.create(creation);
            }
        };

        Creation<Object> failing = new Creation<>();
        assertThatThrownBy(() -> beans.get(flaky, failing)).hasMessage("asked for");
        assertThat(failing.released).isTrue();
        assertThat(beans.get(flaky, new Creation<>())).isNotNull();
        beans.destroyAll();
        assertThat(flaky.destroyed.get()).isEqualTo(1);
    }

    @Test
    void allFailuresOfTheEndAreReported() {
        ScopedBeans beans = new ScopedBeans("It has ended.");
        for (int i = 0; i < 3; i++) {
            beans.get(
                    new Counting() {
                        @Override
                        public void destroy(Object instance, CreationalContext<Object> creation) {
                            throw new IllegalStateException("asked for");
                        }
                    },
                    new Creation<>());
        }

        assertThatThrownBy(beans::destroyAll)
                .hasMessage("asked for")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(2));
    }

    @Test
    void concurrentDestroyLosesNoInstance() throws Exception {
        ScopedBeans beans = new ScopedBeans("It has ended.");
        Counting counting = new Counting();
        race(thread -> {
            for (int round = 0; round < ROUNDS; round++) {
                if (thread == 0) {
                    beans.destroy(counting);
                } else {
                    assertThat(beans.get(counting, new Creation<>())).isNotNull();
                }
            }
        });
        beans.destroyAll();

        assertThat(counting.destroyed.get()).isEqualTo(counting.made.get());
    }

    /** A bean that counts its instances. */
    private static class Counting implements Contextual<Object> {
        final AtomicInteger made = new AtomicInteger();
        final AtomicInteger destroyed = new AtomicInteger();

        @Override
        public Object create(CreationalContext<Object> creation) {
            made.incrementAndGet();
            return new Object();
        }

        @Override
        public void destroy(Object instance, CreationalContext<Object> creation) {
            destroyed.incrementAndGet();
        }
    }

    /** A bean whose creation blocks until it is released. */
    private static final class Slow extends Counting {
        private final CountDownLatch making = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public Object create(CreationalContext<Object> creation) {
            making.countDown();
            try {
                assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return super.create(creation);
        }
    }

    private static final class Creation<T> implements CreationalContext<T> {
        private volatile boolean released;

        @Override
        public void push(T incomplete) {}

        @Override
        public void release() {
            released = true;
        }
    }
}
