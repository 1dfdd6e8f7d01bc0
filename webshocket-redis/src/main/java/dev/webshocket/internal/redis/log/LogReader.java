package dev.webshocket.internal.redis.log;

import dev.webshocket.internal.history.Shards;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.spi.extension.ChannelFilter;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Reads what channels keep. Names that are known cost one round trip; of patterns, one more finds the channels. Safe for use by any
 * thread.
 */
final class LogReader {

    /** How many channels one script looks at, so that it does not hold up Redis. */
    private static final int CHUNK = 500;

    private final RedisLink link;
    private final List<ShardKeys> keys;

    LogReader(RedisLink link, List<ShardKeys> keys) {
        this.link = link;
        this.keys = keys;
    }

    /**
     * Reads a page.
     *
     * @param head the position that followers have got
     * @param after the position behind which to begin, of the same shard
     */
    CompletableFuture<LogPage> read(LogPosition head, LogPosition after, ChannelFilter channels, int limit) {
        boolean foreign = !after.epoch().equals(head.epoch());
        long begin = foreign ? 0 : after.offset();
        // Another server may have delivered what this one has yet to get.
        Range range = new Range(head, begin, Math.max(begin, head.offset()), limit);
        return names(range, channels)
                .thenCompose(names -> read(range, names))
                .thenApply(
                        page -> foreign ? new LogPage(page.entries(), page.lost(), range.stop(), page.next()) : page);
    }

    private record Range(LogPosition head, long after, long stop, int limit) {}

    private CompletableFuture<List<String>> names(Range range, ChannelFilter channels) {
        int shard = range.head().shard();
        if (channels.names().isPresent()) {
            return CompletableFuture.completedFuture(channels.names().get().stream()
                    .filter(name -> Shards.of(name) == shard)
                    .toList());
        }
        return link.eval(ReadScripts.CHANNELS, keys.get(shard).list(), range.after())
                .thenApply(reply -> ((List<?>) reply)
                        .stream().map(ShardEntry::text).filter(channels).toList());
    }

    private CompletableFuture<LogPage> read(Range range, List<String> names) {
        CompletableFuture<LogPage> page = chunk(range, names.subList(0, Math.min(CHUNK, names.size())));
        for (int from = CHUNK; from < names.size(); from += CHUNK) {
            List<String> chunk = names.subList(from, Math.min(from + CHUNK, names.size()));
            page = page.thenCombine(chunk(range, chunk), (one, other) -> merged(one, other, range.limit()));
        }
        return page;
    }

    private CompletableFuture<LogPage> chunk(Range range, List<String> names) {
        List<Object> arguments =
                new ArrayList<>(List.of(range.head().epoch(), range.after(), range.stop(), range.limit()));
        arguments.addAll(names);
        return link.eval(ReadScripts.READ, keys.get(range.head().shard()).list(), arguments.toArray())
                .thenApply(reply -> page(range.head(), (List<?>) reply));
    }

    private static LogPage page(LogPosition head, List<?> reply) {
        List<?> forgotten = (List<?>) reply.get(2);
        Map<String, Long> lost = new HashMap<>();
        for (int i = 0; i < forgotten.size(); i += 2) {
            lost.put(ShardEntry.text(forgotten.get(i)), (Long) forgotten.get(i + 1));
        }
        return new LogPage(
                entries(head, (List<?>) reply.get(3)), lost, (Long) reply.get(1), at(head, (Long) reply.get(0)));
    }

    private static List<LogEntry> entries(LogPosition head, List<?> replies) {
        List<LogEntry> entries = new ArrayList<>(replies.size());
        for (Object each : replies) {
            List<?> fields = (List<?>) each;
            LogPosition position = at(head, (Long) fields.get(0));
            entries.add(LogRecord.decode((byte[]) fields.get(2)).entry(position, (Long) fields.get(1)));
        }
        return entries;
    }

    private static LogPosition at(LogPosition head, long offset) {
        return new LogPosition(head.epoch(), head.shard(), offset);
    }

    /** Merges pages of different channels that begin at the same position. Each is complete up to its own end only. */
    private static LogPage merged(LogPage one, LogPage other, int limit) {
        LogPosition next = one.next().offset() < other.next().offset() ? one.next() : other.next();
        List<LogEntry> entries = new ArrayList<>(one.entries());
        entries.addAll(other.entries());
        entries.removeIf(entry -> entry.position().offset() > next.offset());
        entries.sort((a, b) -> Long.compare(a.position().offset(), b.position().offset()));
        Map<String, Long> lost = new HashMap<>(one.lost());
        lost.putAll(other.lost());
        long unknown = Math.max(one.lostUnknown(), other.lostUnknown());
        if (entries.size() > limit) {
            return new LogPage(
                    entries.subList(0, limit),
                    lost,
                    unknown,
                    entries.get(limit - 1).position());
        }
        return new LogPage(entries, lost, unknown, next);
    }

    /** Reads the latest messages of a channel up to an offset, the oldest first. */
    CompletableFuture<List<LogEntry>> latest(LogPosition head, String channel, int limit, long end) {
        return link.eval(ReadScripts.LATEST, keys.get(head.shard()).list(), head.epoch(), channel, end, limit)
                .thenApply(reply -> {
                    List<Object> oldestFirst = new ArrayList<>((List<?>) reply);
                    Collections.reverse(oldestFirst);
                    return entries(head, oldestFirst);
                });
    }
}
