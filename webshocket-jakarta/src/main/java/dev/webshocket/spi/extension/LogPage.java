package dev.webshocket.spi.extension;

import java.util.List;
import java.util.Set;

/**
 * What a read of one shard of a {@link MessageLog} has found. Immutable.
 *
 * @param entries the messages, in the order of their offsets
 * @param lost the channels asked for of which messages behind the position have been forgotten
 * @param unknownLost whether messages may have been forgotten whose channels the log does not know any more; the channels asked for
 *     may be among them
 * @param next where to go on: the end of the range that was read
 */
public record LogPage(List<LogEntry> entries, Set<String> lost, boolean unknownLost, LogPosition next) {

    /**
     * Makes a page.
     *
     * @throws NullPointerException if an element is null
     */
    public LogPage {
        entries = List.copyOf(entries);
        lost = Set.copyOf(lost);
    }
}
