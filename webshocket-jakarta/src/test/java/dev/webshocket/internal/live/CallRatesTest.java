package dev.webshocket.internal.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.webshocket.LiveFigures.CodeCount;
import dev.webshocket.internal.live.CallRates.Rates;
import dev.webshocket.support.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What counters say about the last seconds, on a clock that the test advances. */
class CallRatesTest {

    private static final Offset<Double> EXACT = within(1e-9);

    private final SettableClock clock = new SettableClock();
    private final CallCounts counts = new CallCounts(clock);
    private final CallRates rates = new CallRates(counts, clock.getAsLong());

    private void answered(double millis, Integer error) {
        counts.answered(clock.getAsLong() - (long) (millis * 1e6), error);
    }

    private Rates second() {
        clock.advance(Duration.ofSeconds(1));
        return rates.tick(clock.getAsLong());
    }

    private static Offset<Double> near(double millis) {
        return within(0.04 * millis);
    }

    @Test
    void thereAreNoPercentilesWithoutACall() {
        Rates none = second();
        assertThat(none.p50()).isNull();
        assertThat(none.p99()).isNull();
        assertThat(none.callsPerSecond()).isZero();
        assertThat(none.errors()).isEmpty();
    }

    @Test
    void thePercentilesAreThoseOfTheTimes() {
        for (int millis = 1; millis <= 1000; millis++) {
            answered(millis, null);
        }
        Rates rated = second();
        assertThat(rated.p50()).isCloseTo(500, near(500));
        assertThat(rated.p99()).isCloseTo(990, near(990));
        assertThat(rated.calls()).isEqualTo(1000);
        assertThat(rated.callsPerSecond()).isCloseTo(1000, EXACT);
    }

    @Test
    void oneSlowCallOfAHundredIsNotThe99th() {
        for (int i = 0; i < 99; i++) {
            answered(2, null);
        }
        answered(5_000, null);
        assertThat(second().p99()).isCloseTo(2, near(2));
        answered(5_000, null);
        assertThat(second().p99()).isCloseTo(5_000, near(5_000));
    }

    @Test
    void aCallCountsForTenSeconds() {
        answered(100, null);
        assertThat(second().p50()).isCloseTo(100, near(100));
        for (int i = 1; i < CallRates.SECONDS; i++) {
            answered(1, null);
            answered(1, null);
            Rates rated = second();
            assertThat(rated.p50()).isCloseTo(1, near(1));
            assertThat(rated.p99()).isCloseTo(100, near(100));
            assertThat(rated.callsPerSecond()).isCloseTo(2, EXACT);
        }
        Rates later = second();
        assertThat(later.p99()).isCloseTo(1, near(1));
        assertThat(later.callsPerSecond()).isZero();
        assertThat(later.calls()).isEqualTo(19);
    }

    @Test
    void theRateIsThatOfTheTimeThatHasPassed() {
        for (int i = 0; i < 30; i++) {
            counts.ended(-32000);
        }
        clock.advance(Duration.ofMillis(1_500));
        Rates rated = rates.tick(clock.getAsLong());
        assertThat(rated.callsPerSecond()).isCloseTo(20, EXACT);
        assertThat(rated.errors()).containsExactly(new CodeCount(-32000, 30, 20));
        assertThat(rates.tick(clock.getAsLong()).callsPerSecond()).isZero();
    }

    @Test
    void callsWithoutATimeAreInNoPercentile() {
        counts.ended(null);
        counts.ended(-32003);
        Rates rated = second();
        assertThat(rated.p50()).isNull();
        assertThat(rated.calls()).isEqualTo(2);
    }

    @Test
    void errorsAreCountedByCode() {
        answered(1, -32601);
        answered(1, 7);
        second();
        answered(1, 7);
        answered(1, 7);
        assertThat(second().errors()).containsExactly(new CodeCount(7, 3, 2), new CodeCount(-32601, 1, 0));
    }

    @Test
    void codesBehindTheBoundAreCountedTogether() {
        for (int code = 1; code <= CallCounts.CODES + 5; code++) {
            answered(1, code);
        }
        answered(1, 3);
        List<CodeCount> errors = second().errors();
        assertThat(errors).hasSize(CallCounts.CODES + 1);
        assertThat(errors.get(0)).isEqualTo(new CodeCount(CallCounts.OTHER, 5, 5));
        assertThat(errors.get(1)).isEqualTo(new CodeCount(3, 2, 2));
        assertThat(errors).doesNotContain(new CodeCount(CallCounts.CODES + 1, 1, 1));
    }

    @Test
    void noCallIsLostAmongManyThreads() throws Exception {
        int threads = 8;
        int each = 20_000;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Integer code = thread % 2 == 0 ? null : thread;
                all.add(executor.submit(() -> {
                    start.await();
                    for (int i = 0; i < each; i++) {
                        answered(3, code);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            executor.shutdownNow();
        }
        Rates rated = second();
        assertThat(rated.calls()).isEqualTo((long) threads * each);
        assertThat(rated.errors()).hasSize(threads / 2).allMatch(one -> one.count() == each);
        assertThat(rated.p99()).isCloseTo(3, near(3));
    }
}
