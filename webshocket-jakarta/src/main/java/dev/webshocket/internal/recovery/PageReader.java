package dev.webshocket.internal.recovery;

import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Goes through a page of the log in the order of offsets: messages, and places at which messages have been forgotten. Guarded by the
 * lock of the {@link Recovery}.
 */
final class PageReader {

    /** The highest message of a channel that was forgotten. */
    private record Loss(String channel, long offset) {}

    private final LogQuery.Page query;
    private final long end;
    private final Iterator<LogEntry> entries;
    private final Iterator<Loss> losses;
    private final long lostUnknown;

    /** The next ones; null at the end. */
    private LogEntry entry;

    private Loss loss;
    private boolean unknownTold;

    PageReader(LogQuery.Page query, LogPage page) {
        long after = query.after().offset();
        boolean sameEpoch = page.next().epoch().equals(query.after().epoch());
        this.query = query;
        this.end = sameEpoch ? Math.min(page.next().offset(), query.end().offset()) : after;
        this.entries = page.entries().stream()
                .filter(each -> each.position().offset() <= end)
                .iterator();
        boolean whole = end == query.end().offset();
        this.losses = losses(page.lost(), after, end, whole).iterator();
        this.lostUnknown = Math.min(page.lostUnknown(), end);
        this.unknownTold = lostUnknown <= after;
        this.entry = entries.hasNext() ? entries.next() : null;
        this.loss = losses.hasNext() ? losses.next() : null;
    }

    /**
     * Losses beyond the end are found again by the page that has their offset. If no page follows, earlier messages of these channels
     * may have been in this one.
     */
    private static List<Loss> losses(Map<String, Long> lost, long after, long end, boolean whole) {
        return lost.entrySet().stream()
                .map(each -> new Loss(each.getKey(), whole ? Math.min(each.getValue(), end) : each.getValue()))
                .filter(each -> each.offset() > after && each.offset() <= end)
                .sorted((one, other) -> Long.compare(one.offset(), other.offset()))
                .toList();
    }

    /** Tells whether the page has nothing, not even a place to go on from. */
    boolean isEmpty() {
        return end <= query.after().offset();
    }

    /** Returns the next message that is to be delivered, and records what was lost before it; null at the end of the page. */
    LogEntry next(RecoverySchedule schedule) {
        if (isEmpty() || !schedule.isCurrent(query)) {
            return null;
        }
        if (!unknownTold) {
            unknownTold = true;
            schedule.lostUnknown(query, at(lostUnknown));
        }
        while (entry != null) {
            LogEntry taken = entry;
            lose(schedule, taken.position().offset());
            entry = entries.hasNext() ? entries.next() : null;
            if (schedule.take(query, taken.channel(), taken.position())) {
                return taken;
            }
        }
        lose(schedule, end);
        schedule.advance(query, at(end));
        return null;
    }

    private void lose(RecoverySchedule schedule, long upTo) {
        while (loss != null && loss.offset() <= upTo) {
            schedule.lost(query, loss.channel(), at(loss.offset()));
            loss = losses.hasNext() ? losses.next() : null;
        }
    }

    private LogPosition at(long offset) {
        return new LogPosition(query.after().epoch(), query.after().shard(), offset);
    }
}
