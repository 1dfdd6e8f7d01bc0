package dev.webshocket.spi;

import com.github.benmanes.caffeine.cache.Expiry;

/**
 * Forgets a bucket two periods after its last call. One would do, for the window of the last call has ended by then;
 * two let those who call about once a period keep their windows.
 */
final class TwoPeriodsIdle implements Expiry<RateLimitKey, SubjectBucket> {

    @Override
    public long expireAfterCreate(RateLimitKey key, SubjectBucket bucket, long now) {
        return bucket.idleNanos();
    }

    @Override
    public long expireAfterUpdate(RateLimitKey key, SubjectBucket bucket, long now, long left) {
        return bucket.idleNanos();
    }

    @Override
    public long expireAfterRead(RateLimitKey key, SubjectBucket bucket, long now, long left) {
        return bucket.idleNanos();
    }
}
