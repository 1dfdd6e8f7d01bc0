package dev.webshocket.internal.redis.limit;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether Redis answers. While it does not, one call a second asks it, so that the others need not wait in vain. Safe for use by any
 * thread.
 */
final class Outage {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private static final long ATTEMPT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoClock;

    /** Guarded by this object, as all that follows. */
    private boolean away;

    private long nextAttempt;
    private boolean logged;
    private long lastLog;

    Outage(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Tells whether to ask Redis. */
    synchronized boolean mayAsk() {
        long now = nanoClock.getAsLong();
        if (away && now - nextAttempt < 0) {
            return false;
        }
        nextAttempt = now + ATTEMPT_NANOS;
        return true;
    }

    /** Redis has answered. */
    synchronized void over() {
        away = false;
    }

    /** Redis has not answered, or not in time; logged once a minute. */
    void began(Throwable failure) {
        synchronized (this) {
            long now = nanoClock.getAsLong();
            away = true;
            nextAttempt = now + ATTEMPT_NANOS;
            if (logged && now - lastLog < LOG_NANOS) {
                return;
            }
            logged = true;
            lastLog = now;
        }
        LOG.log(
                Level.WARNING,
                "WEBSHOCKET-0420: Redis does not count the rate limits; this server counts its own calls until it does",
                failure);
    }
}
