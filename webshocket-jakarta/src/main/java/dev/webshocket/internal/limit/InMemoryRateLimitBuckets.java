package dev.webshocket.internal.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.webshocket.ClientConnection;
import dev.webshocket.Per;
import dev.webshocket.internal.log.LogText;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.RateLimitKey;
import dev.webshocket.spi.extension.RateLimitOutcome;
import dev.webshocket.spi.extension.RateLimitRate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Counts calls in this process. Safe for use by any thread.
 *
 * <p>The buckets of a connection exist until the connection is garbage. A limit that all callers share has one bucket, which
 * stays. The buckets of users and addresses are dropped two periods after their last call; the only effect is that the next
 * call opens the first window anew. There are at most a given number of them, of no more than 600
 * bytes each (800 in heaps of 32 GiB or more, where references are longer), and what the name of a user has beyond 64 characters. Beyond that number the least used are dropped
 * early, so that their callers have their whole limit again: to get around a limit so takes more names or addresses than there
 * are buckets. The log reports it once.
 */
public class InMemoryRateLimitBuckets implements RateLimitBuckets {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private static final CompletionStage<RateLimitOutcome> TAKEN =
            CompletableFuture.completedStage(RateLimitOutcome.TAKEN);

    private final int maximum;
    private final TimeMeter meter;
    private final Map<RateLimitKey, Bucket> everybodys = new ConcurrentHashMap<>();
    private final Cache<ClientConnection, Map<RateLimitKey, Bucket>> ofConnections =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();
    private final Cache<RateLimitKey, SubjectBucket> ofSubjects;
    private final AtomicBoolean overflowed = new AtomicBoolean();

    /**
     * Makes an empty store.
     *
     * @param maximum how many buckets of users and addresses there may be, at least 1
     * @param nanoClock the time in nanoseconds since any moment; it never goes back
     * @throws IllegalArgumentException if there may be none, which would leave users and addresses without limits
     */
    public InMemoryRateLimitBuckets(int maximum, LongSupplier nanoClock) {
        if (maximum < 1) {
            throw new IllegalArgumentException("there must be at least 1 bucket, but may be " + maximum);
        }
        this.maximum = maximum;
        this.meter = new ClockMeter(nanoClock);
        this.ofSubjects = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfter(new TwoPeriodsIdle())
                .ticker(nanoClock::getAsLong)
                // Here rather than on the common pool, whose threads may belong to another application.
                .executor(Runnable::run)
                .evictionListener(this::forgotten)
                .build();
    }

    @Override
    public CompletionStage<RateLimitOutcome> tryTake(
            RateLimitKey key, RateLimitRate rate, ClientConnection connection) {
        ConsumptionProbe probe = bucket(key, rate, connection).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? TAKEN
                : CompletableFuture.completedStage(
                        RateLimitOutcome.exceeded(Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }

    /**
     * Returns how many buckets of users and addresses there are.
     *
     * @return the number, exact when no calls are counted
     */
    public long size() {
        ofSubjects.cleanUp();
        return ofSubjects.estimatedSize();
    }

    private Bucket bucket(RateLimitKey key, RateLimitRate rate, ClientConnection connection) {
        if (key.per() == Per.ENDPOINT) {
            return everybodys.computeIfAbsent(key, k -> fill(rate));
        }
        if (key.per() == Per.CONNECTION) {
            return ofConnections
                    .get(connection, c -> new ConcurrentHashMap<>(4))
                    .computeIfAbsent(key, k -> fill(rate));
        }
        return ofSubject(key, rate).bucket();
    }

    private SubjectBucket ofSubject(RateLimitKey key, RateLimitRate rate) {
        long now = meter.currentTimeNanos();
        SubjectBucket found = ofSubjects.get(key, k -> begin(rate, now));
        return found.use(now)
                ? found
                : ofSubjects.asMap().compute(key, (k, old) -> old != null && old.use(now) ? old : begin(rate, now));
    }

    private SubjectBucket begin(RateLimitRate rate, long now) {
        return new SubjectBucket(fill(rate), 2 * rate.period().toNanos(), now);
    }

    /** Makes a full bucket, whose windows begin now. */
    private Bucket fill(RateLimitRate rate) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.limit()).refillIntervally(rate.limit(), rate.period()))
                .withCustomTimePrecision(meter)
                .build();
    }

    private void forgotten(RateLimitKey key, SubjectBucket bucket, RemovalCause cause) {
        if (cause == RemovalCause.SIZE && !overflowed.getAndSet(true)) {
            LOG.log(
                    Level.WARNING,
                    "WEBSHOCKET-0211: the rate limits count more than {0} users and addresses at a time; some are"
                            + " forgotten early and start anew, {1} among them; see the setting maxRateLimitBuckets",
                    Integer.toString(maximum),
                    LogText.of(key));
        }
    }
}
