package dev.webshocket.internal.limit;

import io.github.bucket4j.TimeMeter;
import java.util.function.LongSupplier;

/**
 * The clock of the buckets.
 *
 * @param nanoClock nanoseconds since any moment
 */
record ClockMeter(LongSupplier nanoClock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
        return nanoClock.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
