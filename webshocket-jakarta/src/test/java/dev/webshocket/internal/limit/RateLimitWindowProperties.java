package dev.webshocket.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.Per;
import dev.webshocket.spi.extension.RateLimitKey;
import dev.webshocket.spi.extension.RateLimitOutcome;
import dev.webshocket.spi.extension.RateLimitRate;
import dev.webshocket.support.AttributeConnection;
import dev.webshocket.support.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares limits with the documented windows, for calls at any times. */
class RateLimitWindowProperties {

    /**
     * A sequence of calls.
     *
     * @param pauses the pause before each call, in milliseconds
     */
    record Calls(Per per, int limit, Duration period, List<Long> pauses) {}

    /** The windows as docs/rate-limits.md describes them. */
    private static final class Model {

        private final Calls calls;
        private long begin = Long.MIN_VALUE;
        private long lastCall;
        private long window;
        private int left;

        Model(Calls calls) {
            this.calls = calls;
        }

        /** Returns the time until a call is left; zero if this one was allowed. */
        long call(long now) {
            long period = calls.period().toNanos();
            boolean forgets = calls.per() == Per.PRINCIPAL || calls.per() == Per.ADDRESS;
            if (begin == Long.MIN_VALUE || (forgets && now - lastCall >= 2 * period)) {
                begin = now;
                window = 0;
                left = calls.limit();
            }
            lastCall = now;
            long current = (now - begin) / period;
            if (current > window) {
                window = current;
                left = calls.limit();
            }
            if (left > 0) {
                left--;
                return 0;
            }
            return begin + (current + 1) * period - now;
        }
    }

    @Provide
    Arbitrary<Calls> calls() {
        Arbitrary<Long> periods = Arbitraries.longs().between(1, 6_000);
        return periods.flatMap(period -> {
            Arbitrary<Long> about = Arbitraries.longs()
                    .between(0, 3 * period)
                    .edgeCases(config ->
                            config.add(0L, period - 1, period, period + 1, 2 * period - 1, 2 * period, 2 * period + 1));
            return Combinators.combine(
                            Arbitraries.of(Per.class),
                            Arbitraries.integers().between(1, 5),
                            about.list().ofMinSize(1).ofMaxSize(60))
                    .as((per, limit, pauses) -> new Calls(per, limit, Duration.ofMillis(period), pauses));
        });
    }

    @Property(tries = 3_000)
    void agreeWithTheModel(@ForAll("calls") Calls calls) {
        agree(calls);
    }

    @Example
    void aCallInTheFourthSecondIsAllowed() {
        for (Per per : Per.values()) {
            agree(new Calls(per, 1, Duration.ofSeconds(1), List.of(0L, 990L, 1510L, 600L)));
        }
    }

    @Example
    void aSecondCallInAWindowIsRefused() {
        for (Per per : Per.values()) {
            agree(new Calls(per, 1, Duration.ofMillis(550), List.of(0L, 500L, 490L, 60L, 990L, 120L)));
        }
    }

    private static void agree(Calls calls) {
        SettableClock clock = new SettableClock();
        InMemoryRateLimitBuckets buckets = new InMemoryRateLimitBuckets(10, clock);
        ClientConnection connection = AttributeConnection.with(Map.of());
        RateLimitKey key = new RateLimitKey("/ws#m", calls.per(), "alice");
        RateLimitRate rate = new RateLimitRate(calls.limit(), calls.period());
        Model model = new Model(calls);
        int number = 0;
        for (long pause : calls.pauses()) {
            clock.advance(Duration.ofMillis(pause));
            long wait = model.call(clock.getAsLong());
            assertThat(buckets.tryTake(key, rate, connection)
                            .toCompletableFuture()
                            .join())
                    .as("call %d", number++)
                    .isEqualTo(wait == 0 ? RateLimitOutcome.TAKEN : RateLimitOutcome.exceeded(Duration.ofNanos(wait)));
        }
    }
}
