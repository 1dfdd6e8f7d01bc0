package dev.webshocket.internal.live;

import dev.webshocket.LiveFigures.CodeCount;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** What the counters of the last seconds say about calls. Call {@link #tick} once a second; for one thread at a time. */
final class CallRates {

    /** Over how many seconds the times of calls are looked at. */
    static final int SECONDS = 10;

    /** What the counters said at one moment. */
    private record Moment(long nanos, long[] calls, Map<Integer, Long> errors) {}

    /**
     * The calls of the last second, and the times of the last seconds.
     *
     * @param second counts the seconds, so that each has its own
     * @param p50 in milliseconds; null if there is no call with a time
     * @param p99 as {@code p50}
     */
    record Rates(long second, long calls, double callsPerSecond, Double p50, Double p99, List<CodeCount> errors) {}

    private final CallCounts counts;
    private final Deque<Moment> moments = new ArrayDeque<>(SECONDS + 1);

    private long second;

    CallRates(CallCounts counts, long now) {
        this.counts = counts;
        moments.add(new Moment(now, counts.calls(), counts.errors()));
    }

    /**
     * Reads the counters.
     *
     * @param now in nanoseconds, on the clock of the earlier times
     */
    Rates tick(long now) {
        Moment before = moments.getLast();
        Moment latest = new Moment(now, counts.calls(), counts.errors());
        moments.add(latest);
        if (moments.size() > SECONDS + 1) {
            moments.remove();
        }
        double seconds = (now - before.nanos) / 1e9;
        long calls = Arrays.stream(latest.calls).sum();
        long[] times = times(moments.getFirst().calls, latest.calls);
        second++;
        return new Rates(
                second,
                calls,
                perSecond(calls - Arrays.stream(before.calls).sum(), seconds),
                percentile(times, 0.50),
                percentile(times, 0.99),
                errors(before.errors, latest.errors, seconds));
    }

    private static double perSecond(long count, double seconds) {
        return seconds <= 0 ? 0 : Math.round(10 * count / seconds) / 10.0;
    }

    private static long[] times(long[] from, long[] to) {
        long[] times = new long[TimeScale.BUCKETS];
        Arrays.setAll(times, bucket -> to[bucket] - from[bucket]);
        return times;
    }

    private static Double percentile(long[] times, double part) {
        long rank = (long) Math.ceil(part * Arrays.stream(times).sum());
        for (int bucket = 0; rank > 0 && bucket < times.length; bucket++) {
            rank -= times[bucket];
            if (rank <= 0) {
                return Math.round(1000 * TimeScale.millis(bucket)) / 1000.0;
            }
        }
        return null;
    }

    private static List<CodeCount> errors(Map<Integer, Long> from, Map<Integer, Long> to, double seconds) {
        return to.entrySet().stream()
                .map(each -> new CodeCount(
                        each.getKey(),
                        each.getValue(),
                        perSecond(each.getValue() - from.getOrDefault(each.getKey(), 0L), seconds)))
                .sorted(Comparator.comparingLong(CodeCount::count).reversed())
                .toList();
    }
}
