package dev.webshocket.internal.recovery;

import dev.webshocket.spi.extension.LogPosition;

/**
 * A subscription that has been taken back, and what the client has had by it: of each shard the messages of a range. Immutable.
 */
final class EndedCoverage {

    /**
     * What a client has had of a shard.
     *
     * @param from behind this message
     * @param to the last one
     * @param whole whether nothing was left to be read from the log
     */
    private record Range(LogPosition from, long to, boolean whole) {}

    private final Coverage coverage;
    private final long endedAt;
    private final Range[] ranges;

    /**
     * Describes a subscription that ends.
     *
     * @param endedAt when, among the ages of subscriptions
     * @param offered the newest message of each shard that has been offered to the connection; null for none
     * @param held up to where all subscriptions have got the messages of a shard; null if they get them as they come
     */
    EndedCoverage(Coverage coverage, long endedAt, LogPosition[] offered, LogPosition[] held) {
        this.coverage = coverage;
        this.endedAt = endedAt;
        this.ranges = new Range[offered.length];
        for (int shard = 0; shard < offered.length; shard++) {
            if (coverage.has(shard)) {
                LogPosition to = held[shard] == null ? offered[shard] : held[shard];
                ranges[shard] = range(coverage, shard, to, offered[shard]);
            }
        }
    }

    private static Range range(Coverage coverage, int shard, LogPosition had, LogPosition offered) {
        LogPosition from = coverage.start(shard) == null ? coverage.addedAt(shard) : coverage.start(shard);
        HistoryRead history = coverage.history();
        LogPosition to = history == null || history.cursor(shard) == null ? had : history.cursor(shard);
        boolean known = to != null && to.epoch().equals(from.epoch());
        return new Range(from, known ? to.offset() : from.offset(), to == null || to.equals(offered));
    }

    long age() {
        return coverage.age();
    }

    long endedAt() {
        return endedAt;
    }

    boolean matches(String channel) {
        return coverage.matches(channel);
    }

    /** Tells whether it was added before a message was offered. */
    boolean wasThereFor(LogPosition position) {
        return coverage.wasThereFor(position);
    }

    boolean isOf(String text) {
        return coverage.text().equals(text);
    }

    /** Tells whether the client has had a message by this subscription, which another one would deliver. */
    boolean hasDelivered(String channel, LogPosition position, Coverage other) {
        Range range = ranges[position.shard()];
        if (range == null
                || coverage.age() > other.age()
                || !range.from().epoch().equals(position.epoch())
                || position.offset() <= range.from().offset()
                || !coverage.matches(channel)) {
            return false;
        }
        long to = range.to();
        if (range.whole() && endedAt < other.age()) {
            // A channel is caught up once: what was published while nothing was subscribed to it is not delivered
            // later.
            to = Math.max(to, other.addedAt(position.shard()).offset());
        }
        return position.offset() <= to;
    }
}
