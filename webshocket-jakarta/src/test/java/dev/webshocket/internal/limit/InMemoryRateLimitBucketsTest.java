package dev.webshocket.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.webshocket.ClientConnection;
import dev.webshocket.Per;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.RateLimitKey;
import dev.webshocket.spi.extension.RateLimitOutcome;
import dev.webshocket.spi.extension.RateLimitRate;
import dev.webshocket.support.AttributeConnection;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SettableClock;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class InMemoryRateLimitBucketsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RateLimitRate FIVE_A_MINUTE = new RateLimitRate(5, MINUTE);

    private final SettableClock clock = new SettableClock();
    private final InMemoryRateLimitBuckets buckets = new InMemoryRateLimitBuckets(1000, clock);
    private final ClientConnection connection = AttributeConnection.with(Map.of());

    private boolean take(Per per, String subject, RateLimitRate rate) {
        return buckets.tryTake(new RateLimitKey("/ws#m", per, subject), rate, connection)
                .toCompletableFuture()
                .join()
                .taken();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aMaximumOfZeroIsRefused(int maximum) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimitBuckets.inMemory(maximum))
                .withMessageContaining(Integer.toString(maximum));
        assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryRateLimitBuckets(maximum, clock));
    }

    @Test
    void oneBucketLimits() {
        InMemoryRateLimitBuckets one = new InMemoryRateLimitBuckets(1, clock);
        RateLimitKey alice = new RateLimitKey("/ws#m", Per.PRINCIPAL, "alice");
        int through = 0;
        for (int i = 0; i < 20; i++) {
            through += one.tryTake(alice, FIVE_A_MINUTE, connection)
                            .toCompletableFuture()
                            .join()
                            .taken()
                    ? 1
                    : 0;
        }
        assertThat(through).isEqualTo(5);
    }

    /** Takes calls until one is refused. */
    private int through(Per per, String subject) {
        int calls = 0;
        while (take(per, subject, FIVE_A_MINUTE)) {
            calls++;
        }
        return calls;
    }

    @ParameterizedTest
    @EnumSource
    void aWindowAllowsTheLimitAndTheNextBeginsOnePeriodAfterTheFirstCall(Per per) {
        assertThat(take(per, "a", FIVE_A_MINUTE)).isTrue();
        clock.advance(Duration.ofSeconds(40));
        assertThat(through(per, "a")).isEqualTo(4);
        clock.advance(Duration.ofSeconds(20).minusNanos(1));
        assertThat(through(per, "a")).isZero();
        clock.advance(Duration.ofNanos(1));
        assertThat(through(per, "a")).isEqualTo(5);
        clock.advance(MINUTE.minusNanos(1));
        assertThat(through(per, "a")).isZero();
        clock.advance(Duration.ofNanos(1));
        assertThat(through(per, "a")).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void windowsStayAlignedToTheFirstCallAfterUnusedWindows(Per per) {
        assertThat(through(per, "a")).isEqualTo(5);
        clock.advance(Duration.ofSeconds(90));
        assertThat(through(per, "a")).isEqualTo(5);
        clock.advance(Duration.ofSeconds(30));
        assertThat(through(per, "a")).isEqualTo(5);
        clock.advance(Duration.ofSeconds(59));
        assertThat(through(per, "a")).isZero();
    }

    @Test
    void unusedCallsDoNotCarryOver() {
        clock.advance(MINUTE.multipliedBy(10));
        assertThat(through(Per.CONNECTION, "a")).isEqualTo(5);
    }

    @Test
    void eachSubjectAndEachLimitHasABucketOfItsOwn() {
        assertThat(through(Per.PRINCIPAL, "a")).isEqualTo(5);
        assertThat(through(Per.PRINCIPAL, "b")).isEqualTo(5);
        assertThat(through(Per.ADDRESS, "a")).isEqualTo(5);
        RateLimitKey other = new RateLimitKey("/ws#other", Per.PRINCIPAL, "a");
        assertThat(buckets.tryTake(other, FIVE_A_MINUTE, connection).toCompletableFuture())
                .isCompletedWithValue(RateLimitOutcome.TAKEN);
    }

    @Test
    void theLongestPeriodAndTheHighestRateWork() {
        RateLimitRate longest = new RateLimitRate(1, Duration.ofDays(365));
        assertThat(take(Per.PRINCIPAL, "year", longest)).isTrue();
        clock.advance(Duration.ofDays(365).minusNanos(1));
        assertThat(take(Per.PRINCIPAL, "year", longest)).isFalse();
        clock.advance(Duration.ofNanos(1));
        assertThat(take(Per.PRINCIPAL, "year", longest)).isTrue();
        RateLimitRate highest = new RateLimitRate(1_000_000, Duration.ofMillis(1));
        assertThat(take(Per.PRINCIPAL, "fast", highest)).isTrue();
        clock.advance(Duration.ofDays(1000));
        assertThat(take(Per.PRINCIPAL, "fast", highest)).isTrue();
    }

    @Test
    void aBucketIsRemovedTwoPeriodsAfterItsLastCall() {
        take(Per.ADDRESS, "a", FIVE_A_MINUTE);
        clock.advance(MINUTE);
        take(Per.ADDRESS, "a", FIVE_A_MINUTE);
        clock.advance(MINUTE.multipliedBy(2).minusSeconds(2));
        assertThat(buckets.size()).isEqualTo(1);
        // Later, since Caffeine's expiry is exact only to about a second.
        clock.advance(Duration.ofSeconds(9));
        assertThat(buckets.size()).isZero();
    }

    @Test
    void aBucketOfOneCallIsRemovedToo() {
        take(Per.PRINCIPAL, "a", FIVE_A_MINUTE);
        clock.advance(MINUTE.multipliedBy(2).minusSeconds(2));
        assertThat(buckets.size()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(9));
        assertThat(buckets.size()).isZero();
    }

    @Test
    void aRefusedCallKeepsTheBucketToo() {
        through(Per.ADDRESS, "a");
        for (int second = 0; second < 59; second++) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(take(Per.ADDRESS, "a", FIVE_A_MINUTE)).isFalse();
        }
        assertThat(buckets.size()).isEqualTo(1);
    }

    @Test
    void aMillionSubjectsStayWithinTheStatedMemory() {
        InMemoryRateLimitBuckets many = new InMemoryRateLimitBuckets(100_000, clock);
        // The longest name in the documented figure.
        String name = "n".repeat(64);
        long before = usedHeap();
        try (RecordedLog log = RecordedLog.of("dev.webshocket")) {
            for (int i = 0; i < 1_000_000; i++) {
                String digits = Integer.toString(i);
                many.tryTake(
                        new RateLimitKey("/ws#m", Per.PRINCIPAL, name.substring(0, 64 - digits.length()) + digits),
                        FIVE_A_MINUTE,
                        connection);
            }
            assertThat(log.records())
                    .extracting(LogRecord::getMessage)
                    .singleElement()
                    .asString()
                    .startsWith("WEBSHOCKET-0211: ");
        }
        assertThat(many.size()).isBetween(99_000L, 100_000L);
        // With compressed pointers, as in heaps below 32 GiB.
        assertThat(usedHeap() - before).isLessThan(100_000 * 600L);
        Reference.reachabilityFence(many);
    }

    @Test
    void frequentlyUsedBucketsSurviveManyOthers() {
        through(Per.ADDRESS, "attacker");
        for (int i = 0; i < 20_000; i++) {
            take(Per.ADDRESS, "swarm" + i, FIVE_A_MINUTE);
            assertThat(take(Per.ADDRESS, "attacker", FIVE_A_MINUTE)).isFalse();
        }
    }

    @Test
    void theBucketsOfAConnectionEndWithIt() {
        ClientConnection gone = AttributeConnection.with(Map.of());
        buckets.tryTake(new RateLimitKey("/ws#m", Per.CONNECTION, gone.uid()), FIVE_A_MINUTE, gone);
        WeakReference<ClientConnection> reference = new WeakReference<>(gone);
        gone = null;
        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(reference.get()).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void isExactUnderConcurrency(Per per) throws Exception {
        RateLimitRate rate = new RateLimitRate(1000, MINUTE);
        for (int window = 0; window < 3; window++) {
            AtomicInteger through = new AtomicInteger();
            CyclicBarrier start = new CyclicBarrier(64);
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 64; t++) {
                threads.add(new Thread(() -> {
                    try {
                        start.await();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    for (int i = 0; i < 100; i++) {
                        if (take(per, "all", rate)) {
                            through.incrementAndGet();
                        }
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(through).hasValue(1000);
            clock.advance(MINUTE);
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
