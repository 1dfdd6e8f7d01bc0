package dev.webshocket.internal.recovery;

import dev.webshocket.internal.channel.GlobPattern;
import dev.webshocket.spi.extension.LogPosition;
import java.util.List;
import java.util.function.ToIntFunction;

/** Finds from where the new subscriptions of a connection begin. Guarded by the lock of the {@link Recovery}. */
final class NewSubscriptions {

    private final RecoverySchedule schedule;
    private final ToIntFunction<String> shardOf;
    private final GapRules rules;

    /**
     * Adds to a schedule.
     *
     * @param shardOf returns the shard of a channel
     * @param rules tells which subscriptions the log has messages for
     */
    NewSubscriptions(RecoverySchedule schedule, ToIntFunction<String> shardOf, GapRules rules) {
        this.schedule = schedule;
        this.shardOf = shardOf;
        this.rules = rules;
    }

    /** Adds a subscription that gets messages as they come, and has done so before. */
    void addLive(String text, List<LogPosition> heads) {
        schedule.add(coverage(text, false, heads));
    }

    /**
     * Adds a subscription, which begins where the client has stopped reading if the client has just come back, else now.
     *
     * @param heads where the shards stand
     */
    void add(String text, List<LogPosition> heads) {
        if (schedule.has(text)) {
            return;
        }
        Coverage coverage = coverage(text, false, heads);
        boolean missed = false;
        if (coverage.isKept()) {
            for (int shard = 0; shard < heads.size(); shard++) {
                if (coverage.has(shard)) {
                    missed |= begin(coverage, shard);
                }
            }
        }
        if (missed) {
            schedule.add(coverage, 0);
        } else {
            schedule.add(coverage);
        }
    }

    /** Sets where a subscription begins in a shard; returns whether it may have missed something. */
    private boolean begin(Coverage coverage, int shard) {
        KnownPositions known = schedule.known();
        LogPosition added = coverage.addedAt(shard);
        LogPosition start = known == null ? null : known.start(shard);
        boolean lost = known != null && known.hasLost(shard) && !schedule.hasEnded(coverage.text());
        if (start != null && !start.epoch().equals(added.epoch())) {
            lost = true;
            start = new LogPosition(added.epoch(), shard, 0);
        }
        if (start != null && schedule.isForgetful()) {
            lost = true;
            start = null;
        }
        if (lost) {
            schedule.gap(coverage);
        }
        // In a shard that is held there are messages before this place which others still have to get.
        coverage.start(shard, start == null && schedule.isHeld(shard) ? added : start);
        return start != null;
    }

    /**
     * Adds a subscription that begins with the latest messages of a channel, unless the client has just come back: then what it has
     * missed comes instead.
     */
    void addLatest(String channel, int count, List<LogPosition> heads) {
        int shard = shardOf.applyAsInt(channel);
        KnownPositions known = schedule.known();
        boolean missed = known != null && known.start(shard) != null && !schedule.hasEnded(channel);
        if (missed || !isReadable(channel)) {
            add(channel, heads);
            return;
        }
        Coverage coverage = coverage(channel, true, heads);
        coverage.startAtLatest(shard);
        schedule.add(coverage, count);
    }

    /**
     * Adds a subscription that begins behind a message.
     *
     * @param start the message
     */
    void addFrom(String channel, LogPosition start, List<LogPosition> heads) {
        if (!isReadable(channel)) {
            add(channel, heads);
            return;
        }
        int shard = shardOf.applyAsInt(channel);
        Coverage coverage = coverage(channel, true, heads);
        LogPosition end = coverage.addedAt(shard);
        boolean known = start.epoch().equals(end.epoch()) && start.shard() == shard && start.offset() <= end.offset();
        if (!known) {
            schedule.gap(coverage);
        }
        coverage.start(shard, known ? start : end);
        schedule.add(coverage, 0);
    }

    /** Tells whether the messages of a channel are kept, and no other subscription brings them. */
    private boolean isReadable(String channel) {
        return !schedule.covers(channel) && rules.keeps(GlobPattern.compile(channel));
    }

    private Coverage coverage(String text, boolean explicit, List<LogPosition> heads) {
        GlobPattern pattern = GlobPattern.compile(text);
        int shard = pattern.isLiteral() ? shardOf.applyAsInt(text) : 0;
        return new Coverage(pattern, shard, schedule.age(), explicit, rules.keeps(pattern), schedule.ends(heads));
    }
}
