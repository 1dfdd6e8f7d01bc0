package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.session.Liveness.Due;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pings of a client, and when it counts as disconnected. */
class LivenessTest {

    /** Longer than the test, since the first interval begins with the real time. */
    private static final long INTERVAL = 3_600_000_000_000L;

    private final Liveness liveness = new Liveness(System.nanoTime());
    private long now = System.nanoTime();

    private Due next(int missable) {
        now += INTERVAL;
        return liveness.check(now, false, INTERVAL, missable);
    }

    private int pingsUntilGone(int missable) {
        int pings = 0;
        while (next(missable) == Due.PING) {
            pings++;
        }
        return pings;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aClientIsDeadAfterTheMissedPingsWhetherItSentDataBeforeOrNot(int missable) {
        assertThat(pingsUntilGone(missable)).isEqualTo(missable);
        liveness.heard();
        assertThat(pingsUntilGone(missable)).isEqualTo(missable);
    }

    @Test
    void aClientThatAnswersSometimesStays() {
        for (int i = 0; i < 10; i++) {
            assertThat(next(2)).isEqualTo(Due.PING);
            assertThat(next(2)).isEqualTo(Due.PING);
            liveness.heard();
        }
        assertThat(pingsUntilGone(2)).isEqualTo(2);
    }

    @Test
    void noPingIsDueBeforeTheEndOfTheInterval() {
        assertThat(next(1)).isEqualTo(Due.PING);
        assertThat(liveness.check(now + INTERVAL - 1, false, INTERVAL, 1)).isEqualTo(Due.NOTHING);
        assertThat(liveness.check(now + INTERVAL, false, INTERVAL, 1)).isEqualTo(Due.GONE);
    }

    @Test
    void theTimeOfAQueuedPingDoesNotCount() {
        assertThat(next(1)).isEqualTo(Due.PING);
        for (int i = 0; i < 10; i++) {
            now += INTERVAL;
            assertThat(liveness.check(now, true, INTERVAL, 1)).isEqualTo(Due.NOTHING);
        }
        assertThat(liveness.check(now + INTERVAL - 1, false, INTERVAL, 1)).isEqualTo(Due.NOTHING);
        assertThat(liveness.check(now + INTERVAL, false, INTERVAL, 1)).isEqualTo(Due.GONE);
    }

    @Test
    void anIntervalOfZeroSendsNoPings() {
        assertThat(liveness.check(now + 1000 * INTERVAL, false, 0, 1)).isEqualTo(Due.NOTHING);
    }
}
