package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.support.IgnoringSender;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a client is held whose lane is full, where the container cannot stop reading. */
@Tag("slow")
class HeldThreadTest {

    private static final int CALLS = 16;

    private final LaneBounds bounds = new LaneBounds(1, CALLS, 1 << 20);
    private final WaitingTasks waiting = new WaitingTasks(bounds, MemoryBudget.unbounded());
    private final ReentrantLock lock = new ReentrantLock();

    @BeforeEach
    void fill() {
        for (int i = 0; i < CALLS; i++) {
            waiting.add(() -> {}, 1);
        }
        lock.lock();
    }

    /** A queue that is asked for its bytes as each round of the wait begins and ends. */
    private class Outbound extends IgnoringSender {
        private final int roomAfter;
        private final int step;
        private long queued = 1 << 20;
        int asked;

        /**
         * Makes the queue.
         *
         * @param roomAfter after how many questions a task ends
         * @param step how many bytes the client reads between two questions
         */
        Outbound(int roomAfter, int step) {
            this.roomAfter = roomAfter;
            this.step = step;
        }

        @Override
        public long queuedBytes() {
            if (++asked == roomAfter) {
                waiting.take();
            }
            queued -= step;
            return queued;
        }

        @Override
        public boolean hasRoom() {
            return false;
        }

        @Override
        public boolean whenRoom(Runnable action) {
            return true;
        }
    }

    private boolean admits(Outbound outbound) {
        return new HeldThread(bounds, waiting, outbound, lock).admits(1);
    }

    @Test
    void waitsOnWhileTheClientReads() {
        Outbound outbound = new Outbound(6, 100);
        assertThat(admits(outbound)).isTrue();
        assertThat(outbound.asked).isEqualTo(6);
    }

    @Test
    void waitsForOneRoundOnlyForAClientThatDoesNotRead() {
        Outbound outbound = new Outbound(6, 0);
        assertThat(admits(outbound)).isFalse();
        assertThat(outbound.asked).isEqualTo(2);
    }

    @Test
    void doesNotWaitForEver() {
        Outbound outbound = new Outbound(Integer.MAX_VALUE, 1);
        assertThat(admits(outbound)).isFalse();
        assertThat(outbound.asked).isEqualTo(40);
    }

    @Test
    void givesThePermitBack() {
        int permits = bounds.pauses().availablePermits();
        admits(new Outbound(6, 100));
        assertThat(bounds.pauses().availablePermits()).isEqualTo(permits);
    }
}
