package dev.webshocket.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpiryTest {

    /** As far from zero as a monotonic clock may be. */
    private static final long NANOS = Long.MAX_VALUE - 1_000;

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private static Expiry in(Duration left) {
        return Expiry.of(NOW.plus(left), NOW, NANOS);
    }

    private static long after(Duration time) {
        return NANOS + time.toNanos();
    }

    @Test
    void endsWithTheCredentialAndIsOverAfterTheGrace() {
        Expiry expiry = in(Duration.ofSeconds(60));

        assertThat(expiry.hasEnded(after(Duration.ofSeconds(60).minusNanos(1)))).isFalse();
        assertThat(expiry.hasEnded(after(Duration.ofSeconds(60)))).isTrue();
        assertThat(expiry.isOver(after(Duration.ofSeconds(85).minusNanos(1)))).isFalse();
        assertThat(expiry.isOver(after(Duration.ofSeconds(85)))).isTrue();
    }

    @Test
    void countsWholeSecondsDown() {
        Expiry expiry = in(Duration.ofMillis(60_900));

        assertThat(expiry.secondsLeft(NANOS)).isEqualTo(60);
        assertThat(expiry.secondsLeft(after(Duration.ofSeconds(60)))).isZero();
        assertThat(expiry.secondsLeft(after(Duration.ofSeconds(70)))).isZero();
    }

    @Test
    void neverEndsWithoutAnEnd() {
        Expiry expiry = Expiry.of(null, NOW, NANOS);

        assertThat(expiry).isEqualTo(Expiry.NEVER);
        assertThat(expiry.secondsLeft(NANOS)).isNull();
        assertThat(expiry.hasEnded(after(Duration.ofDays(30_000)))).isFalse();
        assertThat(expiry.isOver(after(Duration.ofDays(30_000)))).isFalse();
    }

    @Test
    void takesEndsThatNanosecondsCannotReach() {
        assertThat(Expiry.of(Instant.MAX, NOW, NANOS)).isEqualTo(Expiry.NEVER);
        assertThat(Expiry.of(Instant.MIN, NOW, NANOS).isOver(NANOS)).isTrue();
        assertThat(in(Duration.ofDays(36_500)).isOver(NANOS)).isFalse();
    }
}
