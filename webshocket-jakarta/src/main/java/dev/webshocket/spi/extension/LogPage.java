package dev.webshocket.spi.extension;

import java.util.List;
import java.util.Map;

/**
 * What a read of one shard of a {@link MessageLog} has found. Immutable.
 *
 * @param entries the messages, in the order of their offsets
 * @param lost those of the channels asked for of which messages behind the beginning of the page have been forgotten, each with the
 *     highest offset that was forgotten; it may be behind the end of the page
 * @param lostUnknown up to which offset messages may have been forgotten of channels that the log does not know any more; the channels
 *     asked for may be among them; 0 for none
 * @param next where to go on: the end of the range that was read
 */
public record LogPage(List<LogEntry> entries, Map<String, Long> lost, long lostUnknown, LogPosition next) {

    /**
     * Makes a page.
     *
     * @throws NullPointerException if an element is null
     */
    public LogPage {
        entries = List.copyOf(entries);
        lost = Map.copyOf(lost);
    }
}
