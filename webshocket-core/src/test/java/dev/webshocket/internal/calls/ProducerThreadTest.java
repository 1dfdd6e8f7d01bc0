package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.internal.concurrent.InterruptionShield;
import dev.webshocket.internal.session.Sender;
import dev.webshocket.support.IgnoringSender;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that runs a call's code, and its interruption. */
@Timeout(120)
class ProducerThreadTest {

    /** A call that only its state matters of. */
    private static final class StateOnly extends IncomingCall {

        private final Sender sender = new IgnoringSender();

        StateOnly() {
            super("1", CallStreams.NONE);
        }

        @Override
        protected Sender sender() {
            return sender;
        }

        @Override
        protected void cancelled() {}

        @Override
        protected void stop(Runnable source) {
            source.run();
        }

        @Override
        protected void runWithin(Runnable work) {
            work.run();
        }

        @Override
        protected void sendItem(Object item) {}

        @Override
        protected void completeValue(Object value) {}

        @Override
        protected void completeItems() {}

        @Override
        protected void fail(Throwable failure) {}

        @Override
        protected void conclude(Runnable last) {
            last.run();
        }

        @Override
        protected void refuseForThreads() {}

        @Override
        protected void runBeside(Runnable work, Runnable instead) {
            work.run();
        }
    }

    private final StateOnly call = new StateOnly();

    @AfterEach
    void clear() {
        InterruptionShield.runs(null);
        Thread.interrupted();
    }

    @Test
    void theCallOfTheCurrentThreadIsKnownWhileItRuns() {
        assertThat(IncomingCall.current()).isNull();
        assertThat(call.enter()).isTrue();
        assertThat(IncomingCall.current()).isSameAs(call);
        try (InterruptionShield shield = InterruptionShield.raise()) {
            assertThat(IncomingCall.current()).isSameAs(call);
        }
        call.leave();
        assertThat(IncomingCall.current()).isNull();
    }

    @Test
    void otherWorkIsNoCall() {
        InterruptionShield.runs(new InterruptionShield.Interruptible() {
            @Override
            public boolean pauseInterruption() {
                return false;
            }

            @Override
            public boolean resumeInterruption() {
                return false;
            }
        });
        assertThat(IncomingCall.current()).isNull();
    }

    @Test
    void aCallThatIsOverIsNotEntered() {
        call.cancel();
        assertThat(call.enter()).isFalse();
        assertThat(IncomingCall.current()).isNull();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();

        StateOnly finished = new StateOnly();
        assertThat(finished.finish()).isTrue();
        assertThat(finished.enter()).isFalse();
    }

    @Test
    void aCancellationInterruptsTheThread() {
        call.enter();
        call.cancel();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        call.leave();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aCancellationWithoutAThreadInterruptsNobody() {
        call.enter();
        call.leave();
        call.cancel();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void leavingClearsAnInterruptionOfOurThreads() {
        call.enter();
        Thread.currentThread().interrupt();
        call.leave();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void leavingKeepsAnInterruptionOfTheContainersThread() {
        ContainerThread.run(() -> {
            call.enter();
            Thread.currentThread().interrupt();
            call.leave();
            assertThat(Thread.interrupted()).isTrue();

            StateOnly cancelled = new StateOnly();
            cancelled.enter();
            cancelled.cancel();
            cancelled.leave();
            assertThat(Thread.interrupted()).as("of its own call").isFalse();
        });
    }

    @Test
    void aShieldDefersTheInterruption() {
        call.enter();
        try (InterruptionShield shield = InterruptionShield.raise()) {
            call.cancel();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        call.leave();
    }

    @Test
    void aShieldWithoutACancellationInterruptsNobody() {
        call.enter();
        InterruptionShield.raise().close();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        call.cancel();
        assertThat(Thread.currentThread().isInterrupted())
                .as("registered again")
                .isTrue();
        call.leave();
    }

    @Test
    void aCallThatHasMovedToAnotherThreadKeepsIt() throws Exception {
        call.enter();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(
                () -> {
                    call.enter();
                    entered.countDown();
                    try {
                        left.await();
                        new CountDownLatch(1).await();
                        return false;
                    } catch (InterruptedException e) {
                        return true;
                    }
                },
                task -> new Thread(task).start());
        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
        try (InterruptionShield shield = InterruptionShield.raise()) {
            assertThat(call.isCancelled()).isFalse();
        }
        call.leave();
        left.countDown();
        call.cancel();
        assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void noInterruptionArrivesAfterTheThreadHasLeft() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        int rounds = 2_000;
        StateOnly[] calls = new StateOnly[rounds];
        for (int i = 0; i < rounds; i++) {
            calls[i] = new StateOnly();
        }
        Thread canceller = new Thread(() -> {
            for (StateOnly each : calls) {
                meet(barrier);
                each.cancel();
                meet(barrier);
            }
        });
        canceller.start();
        int late = 0;
        for (StateOnly each : calls) {
            boolean entered = each.enter();
            meet(barrier);
            if (entered) {
                each.leave();
            }
            late += Thread.interrupted() ? 1 : 0;
            meet(barrier);
            late += Thread.interrupted() ? 1 : 0;
        }
        canceller.join(60_000);
        assertThat(late).isZero();
    }

    private static void meet(CyclicBarrier barrier) {
        for (; ; ) {
            try {
                barrier.await();
                return;
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted outside of its call", e);
            } catch (BrokenBarrierException e) {
                throw new AssertionError(e);
            }
        }
    }
}
