package dev.webshocket.internal.recovery;

import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides what one connection reads from the log, what it gets as it is published, and what it has lost: section "Channels" of the wire
 * protocol. It does nothing by itself and never waits. Guarded by the lock of the {@link Recovery}.
 *
 * <p>Subscriptions that have missed messages hold their shards: what is published there is skipped, since the log has it. One after the
 * other they get what they have missed, up to where the shards are held. Then all subscriptions of the connection go on together
 * from there, in the order of offsets, until nothing of the shard is left to be read; so a client's positions never pass a message that it
 * has yet to get. A channel belongs to the oldest subscription that matches.
 */
final class RecoverySchedule {

    private final GapRules rules;
    private final Coverages coverages = new Coverages();
    private final Deque<HistoryRead> histories = new ArrayDeque<>();
    private final EndedCoverages ended = new EndedCoverages();
    private final Set<String> gaps = new LinkedHashSet<>();

    /** The newest message of each shard that has been offered; null before the first. */
    private final LogPosition[] offered;

    /** The last epoch of each shard that was lost; null for none. */
    private final String[] left;

    /** How far each shard has been read that is held, for all subscriptions; null if messages are delivered as they come. */
    private final LogPosition[] held;

    /** How far the client has read; null if that is not known, or does not count any more. */
    private KnownPositions known;

    private long ages;

    /** How many times subscriptions are being made now. */
    private int subscribing;

    /**
     * Makes the schedule of a connection without subscriptions.
     *
     * @param rules tells which subscriptions may have a gap
     * @param known how far the client has read; null if that is not known
     * @param shards how many there are
     */
    RecoverySchedule(GapRules rules, KnownPositions known, int shards) {
        this.rules = rules;
        this.known = known;
        this.offered = new LogPosition[shards];
        this.left = new String[shards];
        this.held = new LogPosition[shards];
    }

    /** Tells whether a subscription is there. */
    boolean has(String text) {
        return coverages.has(text);
    }

    /** Tells whether a subscription has been there. */
    boolean hasEnded(String text) {
        return ended.has(text);
    }

    /** Tells whether a channel has a subscription. */
    boolean covers(String channel) {
        return coverages.owner(channel) != null;
    }

    KnownPositions known() {
        return known;
    }

    /** Tells whether too many subscriptions have been taken back to remember them all. */
    boolean isForgetful() {
        return ended.isForgetful();
    }

    boolean isHeld(int shard) {
        return held[shard] != null;
    }

    /** Returns the next age of a subscription. */
    long age() {
        return ages++;
    }

    /** Returns the newest message of each shard that has been offered, whichever of the two knows it. */
    List<LogPosition> ends(List<LogPosition> heads) {
        heads.forEach(this::offered);
        return List.of(offered);
    }

    /** Subscriptions are being made: messages are not offered for them yet, so that no shard may be released. */
    void subscribing() {
        subscribing++;
    }

    /** Messages are offered for these subscriptions; those whose receivers were found before have been {@link #offered}. */
    void subscribed() {
        subscribing--;
    }

    /** Adds a subscription that has missed nothing. */
    void add(Coverage coverage) {
        coverages.add(coverage);
    }

    /**
     * Adds a subscription that has missed messages.
     *
     * @param latest how many of the latest messages it has asked for; 0 if its starts are known
     */
    void add(Coverage coverage, int latest) {
        coverages.add(coverage);
        for (int shard = 0; shard < held.length; shard++) {
            if (coverage.start(shard) != null && held[shard] == null) {
                held[shard] = offered[shard];
            }
        }
        HistoryRead last = histories.peekLast();
        if (last == null || latest > 0 || !last.takes(coverage)) {
            last = new HistoryRead(offered.length, latest);
            histories.add(last);
        }
        last.add(coverage);
    }

    /** Takes a subscription back. */
    void remove(String text) {
        Coverage coverage = coverages.remove(text);
        if (coverage == null) {
            return;
        }
        if (gaps.remove(text)) {
            // The client has not heard of it, and other subscriptions may go on with the channels.
            coverages.all().stream().filter(coverage::mayShare).forEach(this::gap);
        }
        if (known != null || isCatchingUp()) {
            remember(coverage);
        }
        HistoryRead history = coverage.history();
        if (history != null && history.remove(coverage)) {
            histories.remove(history);
        }
    }

    private void remember(Coverage coverage) {
        if (!ended.add(new EndedCoverage(coverage, ages++, offered, held))) {
            // Others would have to deliver what waits for it.
            for (int shard = 0; shard < held.length; shard++) {
                if (isHeld(shard) && coverage.has(shard)) {
                    gaps(coverages.all(), shard);
                }
            }
        }
    }

    /** Records that a message has been offered. The messages of a shard are offered in order. */
    void offered(LogPosition position) {
        LogPosition before = offered[position.shard()];
        if (position.epoch().equals(left[position.shard()])) {
            // The log tells its followers of a loss before or after its heads show it.
            return;
        }
        if (before == null || !before.epoch().equals(position.epoch()) || before.offset() < position.offset()) {
            offered[position.shard()] = position;
        }
    }

    /**
     * Records that messages were lost before they could be offered. In the same epoch the log may have kept them, so the shard is held,
     * and read from there. With another epoch they are gone.
     *
     * @param before the last message that was offered
     * @param head the next message comes behind this position
     */
    void lost(LogPosition before, LogPosition head) {
        int shard = head.shard();
        boolean gone = !before.epoch().equals(head.epoch());
        if (held[shard] == null && !gone) {
            held[shard] = before;
        } else if (gone && (held[shard] == null || !held[shard].epoch().equals(head.epoch()))) {
            left[shard] = before.epoch();
            beginAnew(head);
            held[shard] = head;
        }
        offered(head);
    }

    /** Ends what was to be read of a shard before it went on with another epoch. */
    private void beginAnew(LogPosition head) {
        int shard = head.shard();
        for (Coverage coverage : coverages.all()) {
            if (coverage.has(shard) && coverage.wasThereFor(head)) {
                gap(coverage);
                coverage.beginAnew(new LogPosition(head.epoch(), shard, 0));
            }
        }
        histories.forEach(history -> history.skip(shard));
    }

    /** Tells whether a message that has just been published is to be delivered now; if not, the log has it for later. */
    boolean admits(LogPosition position) {
        offered(position);
        return !isHeld(position.shard());
    }

    /**
     * Returns what to read next; null if there is nothing to be read now.
     *
     * @param heads where the shards stand
     */
    LogQuery next(List<LogPosition> heads) {
        List<LogPosition> ends = ends(heads);
        changeEpochs(ends);
        while (!histories.isEmpty()) {
            HistoryRead first = histories.peek();
            if (first.latest() > 0) {
                return LogQuery.Latest.of(first, heads);
            }
            int shard = first.next(held);
            if (shard >= 0) {
                return LogQuery.Page.of(first, first.cursor(shard), held[shard], first.coverages());
            }
            finish(first);
        }
        for (int shard = 0; shard < held.length; shard++) {
            if (held[shard] != null) {
                if (held[shard].offset() < ends.get(shard).offset()) {
                    return LogQuery.Page.of(null, held[shard], ends.get(shard), coverages.all());
                }
                if (subscribing == 0) {
                    held[shard] = null;
                }
            }
        }
        if (known == null && !isCatchingUp()) {
            ended.clear();
        }
        return null;
    }

    /** What a held shard had has been lost, and it has begun anew. */
    private void changeEpochs(List<LogPosition> ends) {
        for (LogPosition end : ends) {
            int shard = end.shard();
            if (held[shard] != null && !held[shard].epoch().equals(end.epoch())) {
                beginAnew(end);
                held[shard] = new LogPosition(end.epoch(), shard, 0);
            }
        }
    }

    private void finish(HistoryRead history) {
        history.end();
        histories.remove(history);
    }

    /** Tells whether an answer to a query is still wanted: not if its epoch is over. */
    boolean isCurrent(LogQuery query) {
        if (query.history() != histories.peek()) {
            return false;
        }
        if (query instanceof LogQuery.Page page) {
            int shard = page.shard();
            LogPosition at =
                    page.history() == null ? held[shard] : page.history().cursor(shard);
            return at != null && at.epoch().equals(page.after().epoch());
        }
        return query.history().latest() > 0;
    }

    /** Begins with the latest messages that the log has found. */
    void found(LogQuery.Latest query, List<LogEntry> latest) {
        query.history()
                .resolve(latest.isEmpty() ? query.shown() : before(latest.get(0).position()));
    }

    private static LogPosition before(LogPosition position) {
        return new LogPosition(position.epoch(), position.shard(), position.offset() - 1);
    }

    /** Goes on behind a place. */
    void advance(LogQuery.Page query, LogPosition position) {
        if (query.history() == null) {
            held[position.shard()] = position;
        } else {
            query.history().cursor(position);
        }
    }

    /** Goes on behind a message that has been read; returns whether it is to be delivered. */
    boolean take(LogQuery.Page query, String channel, LogPosition position) {
        advance(query, position);
        return wants(query, channel, position) != null;
    }

    /** Records that a message was forgotten before it could be read. */
    void lost(LogQuery.Page query, String channel, LogPosition position) {
        Coverage owner = wants(query, channel, position);
        boolean missed = owner != null && (owner.misses(position) || ended.haveCovered(channel, position, owner));
        if (missed && rules.hasGaps(channel)) {
            gap(owner);
        }
    }

    /** Records that messages of any channel may have been forgotten before they could be read. */
    void lostUnknown(LogQuery.Page query, LogPosition position) {
        for (Coverage coverage : of(query)) {
            boolean missed =
                    coverage.misses(position) || (query.history() == null && ended.mayHaveCovered(position, coverage));
            if (coverage.has(position.shard()) && missed) {
                gap(coverage);
            }
        }
    }

    private Collection<Coverage> of(LogQuery query) {
        return query.history() == null ? coverages.all() : query.history().coverages();
    }

    /** Returns the subscription that a message of a query is for; null if it is not to be delivered. */
    private Coverage wants(LogQuery.Page query, String channel, LogPosition position) {
        Coverage owner = coverages.owner(channel);
        if (owner == null || owner.history() != query.history()) {
            return null;
        }
        // What was held back for a subscription that has ended is left to the next one.
        boolean left = query.history() == null && ended.haveCovered(channel, position, owner);
        return left || isMissed(owner, channel, position) ? owner : null;
    }

    /** Tells whether a message is behind the start of a subscription, and the client has not had it before. */
    private boolean isMissed(Coverage owner, String channel, LogPosition position) {
        return owner.begins(position) && (owner.isExplicit() || !ended.haveDelivered(channel, position, owner));
    }

    /** Gives up what a query should have read. */
    void failed(LogQuery query) {
        if (query instanceof LogQuery.Page page && page.history() == null) {
            gaps(coverages.all(), page.shard());
            held[page.shard()] = null;
        } else {
            query.history().coverages().forEach(this::gap);
            finish(query.history());
        }
    }

    private void gaps(Collection<Coverage> all, int shard) {
        all.stream().filter(coverage -> coverage.has(shard)).forEach(this::gap);
    }

    /** Records that messages of a subscription are lost, if that is a gap. */
    void gap(Coverage coverage) {
        if (rules.hasGaps(coverage.pattern())) {
            gaps.add(coverage.text());
        }
    }

    /** Removes and returns the subscriptions of which messages were lost. */
    List<String> takeGaps() {
        List<String> taken = List.copyOf(gaps);
        gaps.clear();
        return taken;
    }

    /** From now on what is added gets only what is new. */
    void forgetPositions() {
        known = null;
    }

    /** Tells whether something has to be read from the log. */
    boolean isCatchingUp() {
        for (LogPosition each : held) {
            if (each != null) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether there is nothing left to do, now and with later subscriptions. */
    boolean isOver() {
        return known == null && subscribing == 0 && !isCatchingUp() && gaps.isEmpty();
    }
}
