package dev.webshocket.internal.live;

/**
 * Divides times into buckets that are at most a sixteenth of their time wide, so that the middle of a bucket is within 4 percent of
 * all times in it. Times below 33 microseconds have buckets of one unit, about a microsecond.
 */
final class TimeScale {

    /** A unit is 1,024 nanoseconds. */
    private static final int UNIT_BITS = 10;

    /** Each power of two of units has sixteen buckets. */
    private static final int STEP_BITS = 4;

    private static final int STEPS = 1 << STEP_BITS;

    /** Longer times count as this one, 137 seconds. */
    private static final long LONGEST = (1L << 27) - 1;

    /** How many buckets there are. */
    static final int BUCKETS = bucket(Long.MAX_VALUE) + 1;

    private TimeScale() {}

    /** Returns the bucket of a time; one below zero counts as zero. */
    static int bucket(long nanos) {
        long units = Math.min(Math.max(0, nanos) >>> UNIT_BITS, LONGEST);
        int doublings = Math.max(0, Long.SIZE - 1 - STEP_BITS - Long.numberOfLeadingZeros(units));
        return (doublings << STEP_BITS) + (int) (units >>> doublings);
    }

    /** Returns the middle of a bucket, in milliseconds. */
    static double millis(int bucket) {
        int doublings = Math.max(0, (bucket >>> STEP_BITS) - 1);
        long from = (long) (bucket - doublings * STEPS) << doublings;
        return (from + (1L << doublings) / 2.0) * (1 << UNIT_BITS) / 1e6;
    }
}
