package dev.webshocket.internal.recovery;

import dev.webshocket.spi.extension.ChannelFilter;
import dev.webshocket.spi.extension.LogPosition;
import java.util.Collection;
import java.util.List;

/** What a connection has to read from the log next. */
sealed interface LogQuery {

    /** Returns what it is read for; null for all subscriptions. */
    HistoryRead history();

    /**
     * Reads on in a shard.
     *
     * @param after behind this message
     * @param end up to this one
     * @param channels tells which channels may be wanted
     */
    record Page(HistoryRead history, LogPosition after, LogPosition end, ChannelFilter channels) implements LogQuery {

        static Page of(HistoryRead history, LogPosition after, LogPosition end, Collection<Coverage> coverages) {
            return new Page(history, after, end, WantedChannels.of(after.shard(), coverages));
        }

        int shard() {
            return after.shard();
        }
    }

    /**
     * Reads the latest messages of a channel.
     *
     * @param count how many
     * @param before the latest of those before this place
     * @param shown up to where the log certainly shows them; if it finds none, reading goes on behind this place
     */
    record Latest(HistoryRead history, String channel, int count, LogPosition before, LogPosition shown)
            implements LogQuery {

        static Latest of(HistoryRead history, List<LogPosition> heads) {
            Coverage only = history.coverages().get(0);
            int shard = 0;
            while (!only.has(shard)) {
                shard++;
            }
            LogPosition added = only.addedAt(shard);
            LogPosition behind = new LogPosition(added.epoch(), shard, added.offset() + 1);
            LogPosition head = heads.get(shard);
            boolean hidden = head.epoch().equals(added.epoch()) && head.offset() < added.offset();
            return new Latest(history, only.text(), history.latest(), behind, hidden ? head : added);
        }
    }
}
