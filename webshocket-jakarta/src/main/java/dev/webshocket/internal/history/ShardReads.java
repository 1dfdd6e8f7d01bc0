package dev.webshocket.internal.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a {@link ShardContents} keeps. Not safe for use by several threads; {@link LogShard} guards it.
 *
 * <p>The cost of a read depends on the channels that had messages since its position, and on the messages that it returns, not on
 * all that is kept.
 */
final class ShardReads {

    private final ShardContents contents;
    private long reads;

    ShardReads(ShardContents contents) {
        this.contents = contents;
    }

    /**
     * What a read has found.
     *
     * @param messages in the order of their offsets
     * @param lost the channels of which messages beyond the position were forgotten, with the highest offset of these
     * @param lostUnknown up to which offset channels may have had messages that are not known any more
     * @param next the offset up to which it has read
     */
    record Found(List<KeptMessage> messages, Map<String, Long> lost, long lostUnknown, long next) {}

    /** Returns the channels that had messages beyond an offset. */
    List<KeptChannel> activeSince(long offset) {
        List<KeptChannel> since = new ArrayList<>();
        for (KeptChannel channel = contents.active().last();
                channel != null && channel.latest > offset;
                channel = channel.earlier) {
            since.add(channel);
        }
        return since;
    }

    /**
     * Reads.
     *
     * @param wanted from {@link #activeSince}, earlier than now or not
     * @param after the offset behind which to begin
     * @param end the last offset to read
     * @param limit the most messages to return
     */
    Found read(List<KeptChannel> wanted, long after, long end, int limit, long now) {
        reads++;
        Map<String, Long> lost = new HashMap<>();
        for (KeptChannel channel : wanted) {
            contents.expire(channel, now);
            channel.read = reads;
            if (channel.forgotten > after) {
                lost.put(channel.name, channel.forgotten);
            }
        }
        List<KeptMessage> found = gather(wanted, after, end, limit);
        if (found == null) {
            found = scan(after, end, limit);
        }
        boolean more = found.size() > limit;
        List<KeptMessage> page = more ? found.subList(0, limit) : found;
        long next = more ? page.get(limit - 1).offset : end;
        return new Found(page, lost, contents.droppedUpTo(), next);
    }

    /** Collects channel by channel and sorts; null if that is more than a few pages, for which {@link #scan} is cheaper. */
    private static List<KeptMessage> gather(List<KeptChannel> wanted, long after, long end, int limit) {
        List<KeptMessage> gathered = new ArrayList<>();
        for (KeptChannel channel : wanted) {
            for (KeptMessage message = channel.newest;
                    message != null && message.offset > after;
                    message = message.older) {
                if (gathered.size() > 4L * limit) {
                    return null;
                }
                if (message.offset <= end) {
                    gathered.add(message);
                }
            }
        }
        gathered.sort(Comparator.comparingLong(message -> message.offset));
        return gathered;
    }

    /** Goes through all messages of the shard, until there is one more than a page. */
    private List<KeptMessage> scan(long after, long end, int limit) {
        List<KeptMessage> scanned = new ArrayList<>();
        OffsetIndex index = contents.index();
        for (int slot = index.firstAfter(after); slot < index.end() && scanned.size() <= limit; slot++) {
            KeptMessage message = index.at(slot);
            if (message != null && message.channel.read == reads && message.offset <= end) {
                scanned.add(message);
            }
        }
        return scanned;
    }

    /**
     * Returns the latest messages of a channel.
     *
     * @param end the last offset to return
     * @return the oldest first
     */
    List<KeptMessage> latest(String name, int limit, long end, long now) {
        KeptChannel channel = contents.channel(name);
        if (channel == null) {
            return List.of();
        }
        contents.expire(channel, now);
        List<KeptMessage> latest = new ArrayList<>();
        for (KeptMessage message = channel.newest; message != null && latest.size() < limit; message = message.older) {
            if (message.offset <= end) {
                latest.add(message);
            }
        }
        Collections.reverse(latest);
        return latest;
    }
}
