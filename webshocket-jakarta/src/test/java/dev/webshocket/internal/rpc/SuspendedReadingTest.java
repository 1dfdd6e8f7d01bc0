package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.session.Reading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a full lane stops and restarts reading, where tasks run when the test says so. */
class SuspendedReadingTest {

    private static final long PATIENCE = SuspendedReading.PATIENCE_NANOS;

    /** Counts who has suspended it. */
    private static final class CountedReading implements Reading {

        int suspensions;

        @Override
        public boolean canSuspend() {
            return true;
        }

        @Override
        public void suspend() {
            suspensions++;
        }

        @Override
        public void resume() {
            suspensions--;
        }
    }

    private final CountedReading reading = new CountedReading();
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private final CallLane lane = new SteppedPeer(
                    this,
                    new SteppedPeer.Outgoing(),
                    reading,
                    threads,
                    new LaneBounds(1, 4, 1000),
                    MemoryBudget.unbounded())
            .lane();

    private boolean offer(String name, int size) {
        return lane.offer(() -> ran.add(name), size);
    }

    private void fill() {
        for (String name : List.of("a", "b", "c", "d")) {
            assertThat(reading.suspensions).isZero();
            assertThat(offer(name, 10)).isTrue();
        }
        assertThat(reading.suspensions).isOne();
    }

    /** Runs the lane, whose first task does something else before. */
    private void runAll() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    @Test
    void theMessageThatFillsTheLaneStopsReading() {
        fill();
        runAll();
        assertThat(ran).containsExactly("a", "b", "c", "d");
        assertThat(reading.suspensions).isZero();
    }

    @Test
    void readingGoesOnWhenHalfHasDrained() {
        List<Integer> suspensions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            assertThat(lane.offer(() -> suspensions.add(reading.suspensions), 10))
                    .isTrue();
        }
        runAll();
        // Three wait while the first runs, and two while the second does.
        assertThat(suspensions).containsExactly(1, 0, 0, 0);
    }

    @Test
    void bytesFillTheLaneToo() {
        List<Integer> suspensions = new ArrayList<>();
        assertThat(lane.offer(() -> suspensions.add(reading.suspensions), 999)).isTrue();
        assertThat(reading.suspensions).isZero();
        assertThat(lane.offer(() -> suspensions.add(reading.suspensions), 5000))
                .as("whatever its length")
                .isTrue();
        assertThat(reading.suspensions).isOne();
        runAll();
        // The second holds more than half of the bytes until it runs.
        assertThat(suspensions).containsExactly(1, 0);
    }

    /** Since another thread may be telling the link to resume meanwhile. */
    @Test
    void messagesThatArriveBeforeTheLinkHasStoppedAreTaken() {
        fill();
        assertThat(offer("late", 10)).isTrue();
        assertThat(reading.suspensions).isOne();
        int taken = 0;
        while (offer("later", 1)) {
            taken++;
        }
        assertThat(taken).as("within bounds").isBetween(64, 100);
        runAll();
        assertThat(reading.suspensions).isZero();
        assertThat(ran).startsWith("a", "b", "c", "d", "late", "later");
    }

    @Test
    void aPauseOfTheWholeMachineIsNoReasonToRefuse() {
        fill();
        lane.check(0);
        lane.check(5 * PATIENCE);
        assertThat(reading.suspensions).isOne();
        lane.check(6 * PATIENCE);
        assertThat(reading.suspensions).isZero();
    }

    @Test
    void aLaneThatStandsStillRefusesAfterASecond() {
        fill();
        lane.check(0);
        lane.check(PATIENCE - 1);
        assertThat(reading.suspensions).isOne();
        lane.check(PATIENCE);
        assertThat(reading.suspensions).isZero();
        assertThat(offer("refused", 10)).isFalse();
        lane.check(10 * PATIENCE);
        assertThat(reading.suspensions).isZero();
        runAll();
        assertThat(ran).containsExactly("a", "b", "c", "d");
        fill();
    }

    @Test
    void progressBeginsTheSecondAgain() {
        List<Integer> suspensions = new ArrayList<>();
        lane.offer(
                () -> {
                    lane.check(0);
                    lane.check(PATIENCE);
                    lane.check(PATIENCE);
                    suspensions.add(reading.suspensions);
                },
                10);
        lane.offer(() -> suspensions.add(reading.suspensions), 10);
        lane.offer(() -> ran.add("c"), 10);
        lane.offer(() -> ran.add("d"), 10);
        runAll();
        // Refusing as the first task stands still, reading as half has drained.
        assertThat(suspensions).containsExactly(0, 0);
        assertThat(ran).containsExactly("c", "d");

        suspensions.clear();
        lane.offer(() -> lane.check(PATIENCE), 10);
        lane.offer(() -> suspensions.add(reading.suspensions), 900);
        lane.offer(() -> lane.check(3 * PATIENCE), 10);
        lane.offer(() -> suspensions.add(reading.suspensions), 10);
        runAll();
        assertThat(suspensions).containsExactly(0, 0);
    }

    @Test
    void aLaneThatRefusesStopsReadingAgainWhenATaskEnds() {
        List<Integer> suspensions = new ArrayList<>();
        lane.offer(
                () -> {
                    lane.check(0);
                    lane.check(PATIENCE);
                    lane.check(PATIENCE);
                    suspensions.add(reading.suspensions);
                },
                10);
        lane.offer(() -> suspensions.add(reading.suspensions), 10);
        lane.offer(() -> suspensions.add(reading.suspensions), 990);
        runAll();
        // The last one holds more than half of the bytes.
        assertThat(suspensions).containsExactly(0, 1, 0);
    }

    @Test
    void aLaneThatIsRetiredReadsOn() {
        fill();
        lane.retire(() -> {});
        assertThat(reading.suspensions).isZero();
        assertThat(offer("dropped", 10)).isTrue();
        runAll();
        assertThat(ran).isEmpty();
    }

    @Test
    void aLaneThatEndsReadsOn() {
        fill();
        lane.end(() -> ran.add("last"), () -> ran.add("quiet"));
        assertThat(reading.suspensions).isZero();
        runAll();
        assertThat(ran).containsExactly("last", "quiet");
    }
}
