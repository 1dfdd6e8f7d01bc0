package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs both ends of a session of version 2 over pipes that break, in thousands of schedules: what is numbered is processed once
 * and in order, nothing is lost, and no memory is left. {@code -Dsession.schedules=100000} runs more of them, {@code
 * -Dsession.first=7} begins with another one.
 */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ResumptionSchedulesTest {

    private static final int SCHEDULES = Integer.getInteger("session.schedules", 3_000);
    private static final int FIRST = Integer.getInteger("session.first", 1);

    @Test
    void eachMessageIsProcessedOnceAndInOrderWhateverHappensToTheLinks() {
        for (long seed = FIRST; seed < FIRST + SCHEDULES; seed++) {
            try {
                run(seed);
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void run(long seed) {
        ModelWorld world = new ModelWorld(seed);
        for (int step = 0; step < 400; step++) {
            world.act();
        }
        world.calmDown();
        world.close();
        assertThat(world.sessionCount()).isPositive();
    }
}
