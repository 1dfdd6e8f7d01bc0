package dev.webshocket.internal.live;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counts calls by their time and their error code, from the start of the application on. A call costs one counter, of an array that
 * few threads share. Safe for use by any thread, without a lock.
 */
final class CallCounts implements CallMeter {

    /** How many codes have a counter of their own: codes are the application's, and so any. */
    static final int CODES = 32;

    /** The code of all others. */
    static final int OTHER = 0;

    private static final int MOST_STRIPES = 16;

    /** The counter of calls without a time, behind those of the buckets. */
    private static final int UNTIMED = TimeScale.BUCKETS;

    private final AtomicLongArray[] stripes;
    private final ConcurrentMap<Integer, LongAdder> errors = new ConcurrentHashMap<>();
    private final LongAdder others = new LongAdder();
    private final LongSupplier clock;

    /**
     * Makes counters that are zero.
     *
     * @param clock in nanoseconds, as that of the calls
     */
    CallCounts(LongSupplier clock) {
        this.clock = clock;
        int wanted = Math.min(MOST_STRIPES, Runtime.getRuntime().availableProcessors());
        this.stripes = new AtomicLongArray[Integer.highestOneBit(2 * wanted - 1)];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new AtomicLongArray(UNTIMED + 1);
        }
    }

    @Override
    public void answered(long since, Integer error) {
        count(TimeScale.bucket(clock.getAsLong() - since), error);
    }

    @Override
    public void ended(Integer error) {
        count(UNTIMED, error);
    }

    private void count(int counter, Integer error) {
        long thread = Thread.currentThread().getId();
        stripes[(int) thread & (stripes.length - 1)].getAndIncrement(counter);
        if (error != null) {
            counter(error).increment();
        }
    }

    /** Threads that bring new codes at the same time may pass the bound by one each. */
    private LongAdder counter(Integer code) {
        LongAdder known = errors.get(code);
        if (known != null) {
            return known;
        }
        return errors.size() < CODES ? errors.computeIfAbsent(code, added -> new LongAdder()) : others;
    }

    /** Adds up how many calls have had a time of each bucket; the last one is for those without a time. */
    long[] calls() {
        long[] sums = new long[UNTIMED + 1];
        for (AtomicLongArray stripe : stripes) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += stripe.get(i);
            }
        }
        return sums;
    }

    /** Returns how often each code was answered, {@link #OTHER} among them if there were others. */
    Map<Integer, Long> errors() {
        Map<Integer, Long> sums = new TreeMap<>();
        errors.forEach((code, count) -> sums.put(code, count.sum()));
        if (others.sum() > 0) {
            sums.merge(OTHER, others.sum(), Long::sum);
        }
        return sums;
    }
}
