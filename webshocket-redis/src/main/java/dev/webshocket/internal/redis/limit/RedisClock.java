package dev.webshocket.internal.redis.limit;

import io.github.bucket4j.TimeMeter;
import java.util.concurrent.TimeUnit;

/** The time of Redis as of its latest answer, so that the clocks of servers do not matter. Safe for use by any thread. */
final class RedisClock implements TimeMeter {

    private volatile long nanos;

    /** Sets the time that Redis has told, since 1970. */
    void set(long seconds, long micros) {
        nanos = TimeUnit.SECONDS.toNanos(seconds) + TimeUnit.MICROSECONDS.toNanos(micros);
    }

    @Override
    public long currentTimeNanos() {
        return nanos;
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
