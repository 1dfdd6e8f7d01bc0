package dev.webshocket.internal.limit;

import io.github.bucket4j.Bucket;

/** The bucket of a user or an address, and when it was last used. Safe for use by any thread. */
final class SubjectBucket {

    private final Bucket bucket;
    private final long idleNanos;
    /** Threads that come at the same time may write in any order: they differ by no more than they overlap. */
    private volatile long lastCall;

    /**
     * Makes a bucket that has been used now.
     *
     * @param bucket counts the calls
     * @param idleNanos after how long without a call it is dropped
     * @param now the time in nanoseconds
     */
    SubjectBucket(Bucket bucket, long idleNanos, long now) {
        this.bucket = bucket;
        this.idleNanos = idleNanos;
        this.lastCall = now;
    }

    /** Tells whether its windows still count, and if so takes note of a call. */
    boolean use(long now) {
        if (now - lastCall >= idleNanos) {
            return false;
        }
        lastCall = now;
        return true;
    }

    Bucket bucket() {
        return bucket;
    }

    long idleNanos() {
        return idleNanos;
    }
}
