package dev.webshocket.tyrus;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells whether much comes over a connection: more than {@link #BURST} bytes, of which {@link #BYTES_PER_SECOND} are forgotten
 * each second. Safe for use by any thread.
 */
final class InputMeter {

    static final long BURST = 64 * 1024;

    /** A thousand calls a second of a hundred bytes are not much. */
    static final long BYTES_PER_SECOND = 128 * 1024;

    private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / BYTES_PER_SECOND;

    private final LongSupplier nanoClock;
    private long remembered;
    private long at;

    InputMeter(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.at = nanoClock.getAsLong();
    }

    synchronized void add(int bytes) {
        forget();
        remembered += bytes;
    }

    synchronized boolean isMuch() {
        forget();
        return remembered > BURST;
    }

    private void forget() {
        long now = nanoClock.getAsLong();
        long forgotten = (now - at) / NANOS_PER_BYTE;
        if (forgotten > 0) {
            // Of more than two bursts nothing is remembered, or a second of much would take minutes to forget.
            remembered = Math.max(0, Math.min(remembered, 2 * BURST) - forgotten);
            at += forgotten * NANOS_PER_BYTE;
        }
    }
}
