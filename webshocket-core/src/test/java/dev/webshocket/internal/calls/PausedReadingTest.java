package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class PausedReadingTest {

    private final StreamLink link = new StreamLink();
    private final Queue<Runnable> timer = new ArrayDeque<>();
    private final AtomicInteger givenUp = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final PausedReading reading = new PausedReading(
            100,
            link,
            lock,
            (step, delay) -> {
                assertThat(delay).isEqualTo(Duration.ofMillis(500));
                timer.add(step);
            },
            givenUp::incrementAndGet);

    private void adapt(int items, long bytes, boolean ended) {
        Runnable after = reading.adapt(items, bytes, ended);
        if (after != null) {
            after.run();
        }
    }

    @Test
    void anyItemIsAllowed() {
        assertThat(reading.arrived(1_000_000)).isTrue();
    }

    @Test
    void readingStopsWhileTheBufferIsFull() {
        adapt(2, 100, false);
        assertThat(link.suspensions).isZero();
        adapt(1, 1_000, false);
        assertThat(link.suspensions).as("one item of any length").isZero();
        adapt(2, 101, false);
        adapt(3, 200, false);
        assertThat(link.suspensions).isEqualTo(1);
        adapt(2, 100, false);
        adapt(1, 10, false);
        assertThat(link.suspensions).isZero();
        adapt(2, 101, false);
        adapt(2, 101, true);
        assertThat(link.suspensions).isZero();
    }

    @Test
    void itGivesUpAfterEightSteps() {
        adapt(2, 101, false);
        for (int i = 1; i < 8; i++) {
            assertThat(timer).hasSize(1);
            timer.remove().run();
            assertThat(givenUp).hasValue(0);
        }
        timer.remove().run();
        assertThat(givenUp).hasValue(1);
        assertThat(timer).isEmpty();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void theCountBeginsAgainWhenItHasReadBetween() {
        adapt(2, 101, false);
        for (int i = 0; i < 5; i++) {
            timer.remove().run();
        }
        adapt(1, 10, false);
        adapt(2, 101, false);
        assertThat(timer).as("one count at a time").hasSize(1);
        for (int i = 0; i < 7; i++) {
            timer.remove().run();
        }
        assertThat(givenUp).hasValue(0);
        timer.remove().run();
        assertThat(givenUp).hasValue(1);
    }

    @Test
    void theCountEndsWithTheSuspension() {
        adapt(2, 101, false);
        adapt(1, 10, false);
        timer.remove().run();
        assertThat(timer).isEmpty();
        assertThat(givenUp).hasValue(0);
        adapt(2, 101, false);
        assertThat(timer).hasSize(1);
    }
}
