package dev.webshocket.internal.recovery;

import dev.webshocket.spi.extension.LogPosition;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what subscriptions have missed that begin at the same positions, up to the place from which all subscriptions of the connection
 * go on together. Guarded by the lock of the {@link Recovery}.
 */
final class HistoryRead {

    private final List<Coverage> coverages = new ArrayList<>();

    /** How far each shard has been read; null if it is not read. */
    private final LogPosition[] cursors;

    /** How many of the latest messages its only subscription has asked for, and has not got yet; 0 for none. */
    private int latest;

    private boolean begun;

    HistoryRead(int shards, int latest) {
        this.cursors = new LogPosition[shards];
        this.latest = latest;
    }

    /** Tells whether a subscription may be added: reading must not have begun, and all must begin at the same positions. */
    boolean takes(Coverage coverage) {
        if (begun || latest > 0) {
            return false;
        }
        for (int shard = 0; shard < cursors.length; shard++) {
            LogPosition start = coverage.start(shard);
            if (start != null && cursors[shard] != null && !cursors[shard].equals(start)) {
                return false;
            }
        }
        return true;
    }

    /** Adds a subscription, all of whose starts are read from. */
    void add(Coverage coverage) {
        coverages.add(coverage);
        coverage.history(this);
        for (int shard = 0; shard < cursors.length; shard++) {
            if (coverage.start(shard) != null) {
                cursors[shard] = coverage.start(shard);
            }
        }
    }

    /** Removes a subscription; returns whether none is left. */
    boolean remove(Coverage coverage) {
        coverages.remove(coverage);
        return coverages.isEmpty();
    }

    List<Coverage> coverages() {
        return coverages;
    }

    int latest() {
        return latest;
    }

    /** Sets where its only subscription begins, which has asked for the latest messages. */
    void resolve(LogPosition start) {
        latest = 0;
        cursors[start.shard()] = start;
        coverages.get(0).start(start.shard(), start);
    }

    /** Returns how far a shard has been read; null if it is not read. */
    LogPosition cursor(int shard) {
        return cursors[shard];
    }

    void cursor(LogPosition position) {
        cursors[position.shard()] = position;
    }

    /** Gives a shard up. */
    void skip(int shard) {
        cursors[shard] = null;
        if (latest > 0 && coverages.get(0).has(shard)) {
            latest = 0;
        }
    }

    /**
     * Returns the shard to be read next; -1 if all have been read.
     *
     * @param ends up to where to read each shard
     */
    int next(LogPosition[] ends) {
        begun = true;
        for (int shard = 0; shard < cursors.length; shard++) {
            if (cursors[shard] != null && cursors[shard].offset() < ends[shard].offset()) {
                return shard;
            }
        }
        return -1;
    }

    /** Lets the subscriptions go on with the others. */
    void end() {
        coverages.forEach(coverage -> coverage.history(null));
    }
}
