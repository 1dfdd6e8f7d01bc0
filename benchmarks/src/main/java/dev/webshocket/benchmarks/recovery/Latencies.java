package dev.webshocket.benchmarks.recovery;

import java.util.Arrays;
import java.util.Locale;

/**
 * How long calls have taken, in microseconds.
 *
 * @param calls how many
 * @param median half of them took no longer
 * @param most99 99 % of them took no longer
 * @param longest the longest of them
 */
public record Latencies(int calls, long median, long most99, long longest) {

    /**
     * Summarises durations.
     *
     * @param nanos nanoseconds each, in any order; at least one
     */
    static Latencies of(long... nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted.length, percentile(sorted, 50), percentile(sorted, 99), percentile(sorted, 100));
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1] / 1_000;
    }

    /** Returns cells of a table, in milliseconds: median, 99th percentile, longest. */
    String cells() {
        return String.format(Locale.ROOT, "%.1f | %.1f | %.1f", median / 1e3, most99 / 1e3, longest / 1e3);
    }
}
