package dev.webshocket.internal.redis.limit;

import dev.webshocket.internal.redis.link.RedisKeys;
import dev.webshocket.spi.extension.RateLimitKey;
import dev.webshocket.spi.extension.RateLimitRate;
import java.time.Duration;

/**
 * Where Redis keeps a bucket. Immutable.
 *
 * @param name of the key
 * @param keep for how long Redis keeps the bucket after each write
 */
record BucketKey(String name, Duration keep) {

    /**
     * Returns the key of a bucket. A rate that is changed by a new version of the application has buckets of its own, so that both
     * versions may run at the same time. The name in braces, by which a Redis Cluster distributes keys, is that of the bucket.
     */
    static BucketKey of(RedisKeys keys, RateLimitKey key, RateLimitRate rate) {
        // Lengths, because names may contain any separator.
        String tag = "limit:" + key.per() + ':' + rate.limit() + ':' + rate.period() + ':'
                + key.limit().length() + ':' + key.limit() + ':' + key.subject();
        return new BucketKey(keys.tagged(tag, "bucket"), rate.period().multipliedBy(2));
    }
}
