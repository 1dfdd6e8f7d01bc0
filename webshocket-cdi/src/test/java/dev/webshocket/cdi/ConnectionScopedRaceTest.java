package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of one connection that use the same beans through the container at the same time. */
@Timeout(60)
class ConnectionScopedRaceTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 1_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final CyclicBarrier start = new CyclicBarrier(THREADS);
    private TestContainer container;
    private Count count;
    private Outer outer;
    private Inner inner;

    @BeforeEach
    void start() {
        container = TestContainer.of(Count.class, Outer.class, Inner.class);
        count = container.bean(Count.class);
        outer = container.bean(Outer.class);
        inner = container.bean(Inner.class);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        container.close();
    }

    @Test
    void concurrentCallsCreateOneInstanceOfEachBean() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            FakeConnection connection = new FakeConnection(Integer.toString(round));
            container.begin(connection);
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                calls.add(() -> container.call(connection, outer::use));
            }
            together(calls);
            assertThat(count.made()).isEqualTo(2 * (round + 1));
            container.end(connection);
            assertThat(count.destroyed()).isEqualTo(count.made());
        }
    }

    @Test
    void callsConcurrentWithTheEndLeaveNoInstance() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            FakeConnection connection = new FakeConnection(Integer.toString(round));
            container.begin(connection);
            List<Callable<Object>> calls = new ArrayList<>();
            calls.add(() -> {
                container.end(connection);
                return null;
            });
            while (calls.size() < THREADS) {
                calls.add(() -> container.call(connection, this::useUnlessEnded));
            }
            together(calls);
            assertThat(count.destroyed()).isEqualTo(count.made());
        }
        assertThat(container.extension().connections().connections()).isZero();
    }

    private boolean useUnlessEnded() {
        try {
            return inner.use();
        } catch (ContextNotActiveException e) {
            return false;
        }
    }

    private void together(List<Callable<Object>> calls) throws Exception {
        List<Future<Object>> results = new ArrayList<>();
        for (Callable<Object> call : calls) {
            results.add(threads.submit(() -> {
                start.await();
                return call.call();
            }));
        }
        for (Future<Object> result : results) {
            result.get();
        }
    }

    @ApplicationScoped
    public static class Count {
        private final AtomicInteger made = new AtomicInteger();
        private final AtomicInteger destroyed = new AtomicInteger();

        public int made() {
            return made.get();
        }

        public int destroyed() {
            return destroyed.get();
        }

        public void oneMade() {
            made.incrementAndGet();
        }

        public void oneDestroyed() {
            destroyed.incrementAndGet();
        }
    }

    /** A bean that counts its instances. */
    public abstract static class Counted {
        @Inject
        Count count;

        @PostConstruct
        void made() {
            count.oneMade();
        }

        @PreDestroy
        void destroyed() {
            count.oneDestroyed();
        }
    }

    @ConnectionScoped
    public static class Inner extends Counted {
        public boolean use() {
            return true;
        }
    }

    @ConnectionScoped
    public static class Outer extends Counted {
        private boolean used;

        @Inject
        Inner inner;

        @PostConstruct
        void useInner() {
            used = inner.use();
        }

        public boolean use() {
            return used;
        }
    }
}
