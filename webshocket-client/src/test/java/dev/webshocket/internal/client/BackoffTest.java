package dev.webshocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.client.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static RetryPolicy.Builder even() {
        return RetryPolicy.builder().jitter(false);
    }

    private final AtomicLong clock = new AtomicLong();

    private Backoff backoff(RetryPolicy policy, double random) {
        return new Backoff(policy, () -> random, clock::get);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void delaysGrowUpToTheCeiling() {
        Backoff backoff = backoff(even().maxDelay(Duration.ofSeconds(3)).build(), 0);
        assertThat(backoff.next(Duration.ZERO)).contains(Duration.ofMillis(500));
        assertThat(backoff.next(Duration.ZERO)).contains(Duration.ofSeconds(1));
        assertThat(backoff.next(Duration.ZERO)).contains(Duration.ofSeconds(2));
        assertThat(backoff.next(Duration.ZERO)).contains(Duration.ofSeconds(3));
        for (int i = 0; i < 10_000; i++) {
            assertThat(backoff.next(Duration.ZERO)).contains(Duration.ofSeconds(3));
        }
    }

    @Test
    void jitterGivesAnyPartOfADelay() {
        assertThat(backoff(RetryPolicy.defaults(), 0).next(Duration.ZERO)).contains(Duration.ZERO);
        assertThat(backoff(RetryPolicy.defaults(), 0.5).next(Duration.ZERO)).contains(Duration.ofMillis(250));
        assertThat(backoff(RetryPolicy.defaults(), 1).next(Duration.ZERO)).contains(Duration.ofMillis(500));
    }

    @Test
    void retriesAreCounted() {
        Backoff backoff = backoff(RetryPolicy.of(2, Duration.ofSeconds(2)), 1);
        assertThat(backoff.next(Duration.ZERO)).contains(Duration.ofSeconds(2));
        assertThat(backoff.next(Duration.ZERO)).contains(Duration.ofSeconds(4));
        assertThat(backoff.next(Duration.ZERO)).isEmpty();
        assertThat(backoff(RetryPolicy.none(), 1).next(Duration.ZERO)).isEmpty();
    }

    @Test
    void theTotalTimeEndsTheRetries() {
        Backoff backoff = backoff(even().total(Duration.ofSeconds(4)).build(), 0);
        assertThat(backoff.next(Duration.ZERO)).contains(Duration.ofMillis(500));
        pass(Duration.ofMillis(3_700));
        assertThat(backoff.next(Duration.ZERO)).contains(Duration.ofMillis(300));
        pass(Duration.ofMillis(300));
        assertThat(backoff.next(Duration.ZERO)).isEmpty();
    }

    @Test
    void aLastingConnectionResetsTheRetries() {
        Backoff backoff =
                backoff(even().retries(2).total(Duration.ofSeconds(10)).build(), 0);
        backoff.next(Duration.ZERO);
        backoff.next(Duration.ZERO);
        backoff.connected();
        pass(Duration.ofSeconds(60));
        assertThat(backoff.next(Duration.ZERO)).contains(Duration.ofMillis(500));
        assertThat(backoff.next(Duration.ZERO)).contains(Duration.ofSeconds(1));
        assertThat(backoff.next(Duration.ZERO)).isEmpty();
    }

    @Test
    void aConnectionThatEndsAtOnceDoesNotResetTheRetries() {
        Backoff backoff = backoff(even().build(), 0);
        for (long expected = 500; expected <= 16_000; expected *= 2) {
            assertThat(backoff.next(Duration.ZERO)).contains(Duration.ofMillis(expected));
            backoff.connected();
            pass(Duration.ofMillis(100));
        }
    }

    @Test
    void theServersHintIsAMinimumAndGetsJitter() {
        Duration hint = Duration.ofSeconds(5);
        assertThat(backoff(even().build(), 0).next(hint)).contains(hint);
        assertThat(backoff(RetryPolicy.defaults(), 0).next(hint)).contains(hint);
        assertThat(backoff(RetryPolicy.defaults(), 1).next(hint)).contains(Duration.ofSeconds(10));
    }
}
