package dev.webshocket.internal.limit;

import com.github.benmanes.caffeine.cache.Expiry;
import dev.webshocket.spi.extension.RateLimitKey;
import java.util.concurrent.TimeUnit;

/**
 * Drops a bucket some time after it has not been used for two periods: the cache is exact to about a second only, and would often
 * be too early. {@link SubjectBucket#use} decides whether the windows of a remaining bucket count.
 */
final class TwoPeriodsIdle implements Expiry<RateLimitKey, SubjectBucket> {

    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Override
    public long expireAfterCreate(RateLimitKey key, SubjectBucket bucket, long now) {
        return bucket.idleNanos() + GRACE_NANOS;
    }

    @Override
    public long expireAfterUpdate(RateLimitKey key, SubjectBucket bucket, long now, long left) {
        return bucket.idleNanos() + GRACE_NANOS;
    }

    @Override
    public long expireAfterRead(RateLimitKey key, SubjectBucket bucket, long now, long left) {
        return bucket.idleNanos() + GRACE_NANOS;
    }
}
