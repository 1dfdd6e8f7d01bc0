package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.spi.platform.CallScope;
import dev.webshocket.spi.platform.CallScopes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The end of a call's scope. */
class CallLifeTest {

    /** Counts activations, and detects an end while it is active. */
    private static final class Counting implements CallScope {

        final AtomicInteger active = new AtomicInteger();
        final AtomicInteger ended = new AtomicInteger();
        final AtomicInteger faults = new AtomicInteger();

        @Override
        public CallScopes.Scope activate() {
            active.incrementAndGet();
            if (ended.get() > 0) {
                faults.incrementAndGet();
            }
            return active::decrementAndGet;
        }

        @Override
        public void end() {
            if (active.get() > 0) {
                faults.incrementAndGet();
            }
            ended.incrementAndGet();
        }
    }

    private final Counting scope = new Counting();
    private final CallLife life = new CallLife(scope);

    @Test
    void endsWhenTheCallHasEndedAndTheLastThreadHasLeft() {
        CallScopes.Scope outer = life.enter();
        CallScopes.Scope inner = life.enter();
        life.over();
        inner.close();
        assertThat(scope.ended).hasValue(0);
        outer.close();
        assertThat(scope.ended).hasValue(1);
    }

    @Test
    void endsOnceAndAtOnceIfNoThreadIsInside() {
        life.over();
        life.over();
        assertThat(scope.ended).hasValue(1);
        life.enter().close();
        assertThat(scope.active).hasValue(0);
        assertThat(scope.ended).hasValue(1);
    }

    @Test
    void aFailedActivationDoesNotCount() {
        CallLife broken = new CallLife(new CallScope() {
            @Override
            public CallScopes.Scope activate() {
                throw new IllegalStateException("no");
            }

            @Override
            public void end() {
                scope.end();
            }
        });
        assertThatThrownBy(broken::enter).hasMessage("no");
        broken.over();
        assertThat(scope.ended).hasValue(1);
    }

    @Test
    void concurrentThreadsEndItOnceAndNeverWhileItIsActive() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 2_000; round++) {
                Counting each = new Counting();
                CallLife met = new CallLife(each);
                CyclicBarrier start = new CyclicBarrier(threads);
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    boolean ends = i % 2 == 0;
                    running.add(pool.submit(() -> {
                        start.await(20, TimeUnit.SECONDS);
                        CallScopes.Scope entered = met.enter();
                        if (ends) {
                            met.over();
                        }
                        entered.close();
                        return null;
                    }));
                }
                for (Future<?> one : running) {
                    one.get(20, TimeUnit.SECONDS);
                }
                assertThat(each.ended).hasValue(1);
                assertThat(each.faults).hasValue(0);
                assertThat(each.active).hasValue(0);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
