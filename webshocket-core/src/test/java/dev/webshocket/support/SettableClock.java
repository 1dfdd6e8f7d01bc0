package dev.webshocket.support;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that the test advances. Like the system's clock, it does not begin at zero. */
public final class SettableClock implements LongSupplier {

    private final AtomicLong nanos = new AtomicLong(-987_654_321_000L);

    public void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }
}
