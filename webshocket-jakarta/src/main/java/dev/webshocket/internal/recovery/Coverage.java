package dev.webshocket.internal.recovery;

import dev.webshocket.internal.channel.GlobPattern;
import dev.webshocket.spi.extension.LogPosition;
import java.util.List;

/** A subscription of a connection, and from where it gets messages. Guarded by the lock of the {@link Recovery}. */
final class Coverage {

    private static final int ALL = -1;

    private final GlobPattern pattern;
    private final int shard;
    private final long age;
    private final boolean explicit;
    private final boolean kept;
    private final List<LogPosition> addedAt;
    private final LogPosition[] starts;

    private boolean latest;

    /** Null if it has missed nothing, or has got that. */
    private HistoryRead history;

    /**
     * Makes a subscription without a start.
     *
     * @param shardOfName the shard of the channel that it names; not used of a pattern
     * @param age grows with each subscription and each end of one
     * @param explicit whether the application has said from where it begins
     * @param kept whether the log may have messages for it
     * @param addedAt the newest message of each shard that had been offered when it was added
     */
    Coverage(
            GlobPattern pattern, int shardOfName, long age, boolean explicit, boolean kept, List<LogPosition> addedAt) {
        this.pattern = pattern;
        this.shard = pattern.isLiteral() ? shardOfName : ALL;
        this.age = age;
        this.explicit = explicit;
        this.kept = kept;
        this.addedAt = addedAt;
        this.starts = new LogPosition[addedAt.size()];
    }

    /** Returns the name or pattern as subscribed. */
    String text() {
        return pattern.text();
    }

    GlobPattern pattern() {
        return pattern;
    }

    boolean isName() {
        return shard != ALL;
    }

    /** Tells whether it may have channels of a shard. */
    boolean has(int which) {
        return shard == ALL || shard == which;
    }

    boolean matches(String channel) {
        return isName() ? text().equals(channel) : pattern.matches(channel);
    }

    /** Tells whether a channel may match both. */
    boolean mayShare(Coverage other) {
        return isName() ? other.matches(text()) : !other.isName() || matches(other.text());
    }

    long age() {
        return age;
    }

    boolean isExplicit() {
        return explicit;
    }

    boolean isKept() {
        return kept;
    }

    LogPosition addedAt(int which) {
        return addedAt.get(which);
    }

    /** Returns behind which message it begins; null for the ones that are delivered as they come. */
    LogPosition start(int which) {
        return starts[which];
    }

    void start(int which, LogPosition start) {
        starts[which] = start;
    }

    /** Begins with another epoch, unless it was added in that. */
    void beginAnew(LogPosition first) {
        if (!addedAt(first.shard()).epoch().equals(first.epoch())) {
            starts[first.shard()] = first;
        }
    }

    /** Begins with the latest messages, which are not known yet. */
    void startAtLatest(int which) {
        starts[which] = addedAt(which);
        latest = true;
    }

    /** Tells whether a message is behind its start. */
    boolean begins(LogPosition position) {
        LogPosition start = starts[position.shard()];
        return start == null || !start.epoch().equals(position.epoch()) || start.offset() < position.offset();
    }

    /** Tells whether it was added before a message was offered. */
    boolean wasThereFor(LogPosition position) {
        LogPosition added = addedAt(position.shard());
        return !added.epoch().equals(position.epoch()) || added.offset() < position.offset();
    }

    /** Tells whether the client misses a message if it is lost: not if it is one of the latest, which may be fewer. */
    boolean misses(LogPosition position) {
        return begins(position) && !(latest && !wasThereFor(position));
    }

    /** Returns what reads the messages that it has missed; null if there are none left. */
    HistoryRead history() {
        return history;
    }

    void history(HistoryRead now) {
        history = now;
    }

    @Override
    public String toString() {
        return text() + " since " + age;
    }
}
