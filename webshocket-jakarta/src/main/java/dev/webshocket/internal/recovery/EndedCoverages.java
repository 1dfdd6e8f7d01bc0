package dev.webshocket.internal.recovery;

import dev.webshocket.spi.extension.LogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The subscriptions that a connection has taken back, as far as they matter for others. Guarded by the lock of the {@link Recovery}. */
final class EndedCoverages {

    /** No more than this many are remembered. */
    private static final int MOST = 256;

    /** The one that has ended first is the first. */
    private final List<EndedCoverage> all = new ArrayList<>();

    private boolean forgetful;

    /** Adds the one that has ended last, if there is room for it; returns whether there is. */
    boolean add(EndedCoverage coverage) {
        boolean fits = all.size() < MOST;
        if (fits) {
            all.add(coverage);
        }
        forgetful |= !fits;
        return fits;
    }

    /** Tells whether there were too many to remember them all. */
    boolean isForgetful() {
        return forgetful;
    }

    boolean has(String text) {
        return all.stream().anyMatch(each -> each.isOf(text));
    }

    void clear() {
        all.clear();
        forgetful = false;
    }

    /** Tells whether the client has had a message by one of these, which another subscription would deliver. */
    boolean haveDelivered(String channel, LogPosition position, Coverage other) {
        return all.stream().anyMatch(each -> each.hasDelivered(channel, position, other));
    }

    /** Tells whether a channel had a subscription when a message was offered, and has had one ever since, up to one that is there. */
    boolean haveCovered(String channel, LogPosition position, Coverage current) {
        return haveCovered(each -> each.matches(channel), position, current);
    }

    /** Tells whether that may be true of any channel. */
    boolean mayHaveCovered(LogPosition position, Coverage current) {
        return haveCovered(each -> true, position, current);
    }

    private boolean haveCovered(Predicate<EndedCoverage> matching, LogPosition position, Coverage current) {
        long since = current.age();
        boolean covered = current.wasThereFor(position);
        for (int i = all.size() - 1; i >= 0 && !covered; i--) {
            EndedCoverage each = all.get(i);
            if (each.endedAt() > since && matching.test(each)) {
                since = Math.min(since, each.age());
                covered = each.wasThereFor(position);
            }
        }
        return covered;
    }
}
