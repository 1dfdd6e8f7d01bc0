package dev.webshocket.internal.history;

import dev.webshocket.spi.extension.Publication;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one shard keeps: its channels and their messages. Not safe for use by several threads; {@link LogShard} guards it.
 *
 * <p>A channel that has no message any more is remembered for what it has forgotten, so that a reader can be told exactly what is
 * lost. When too many channels are remembered so, the first of them are dropped, and {@link #droppedUpTo} rises.
 */
final class ShardContents {

    /** An entry of a linked hash set, in heaps below 32 GiB. */
    private static final int EMPTY_ENTRY = 48;

    private final AtomicLong total;
    private final long emptyBytesBound;

    private final Map<String, KeptChannel> channels = new HashMap<>();
    private final ActiveChannels active = new ActiveChannels();
    private final OffsetIndex index = new OffsetIndex();
    /** In the order in which they became empty. */
    private final Set<KeptChannel> empty = new LinkedHashSet<>();

    private final ShardReads reads = new ShardReads(this);

    private long emptyBytes;
    private long droppedUpTo;

    /**
     * Makes contents without a channel.
     *
     * @param total counts the bytes of all shards
     * @param emptyBytesBound how many bytes channels without messages may take here
     */
    ShardContents(AtomicLong total, long emptyBytesBound) {
        this.total = total;
        this.emptyBytesBound = emptyBytesBound;
    }

    /**
     * Adds a message.
     *
     * @param offset higher than all before
     * @param time the time now, in milliseconds since 1970
     * @param tooLong whether it cannot be kept; what its channel had is forgotten with it
     * @return the message, which may be forgotten already
     */
    KeptMessage append(Publication publication, long offset, long time, boolean tooLong) {
        KeptChannel channel = channelOf(publication.channel());
        // By the age that held until now: what was too old must not come back.
        expire(channel, time);
        channel.size = publication.rule().historySize();
        channel.age = publication.rule().historyAge().toMillis();
        KeptMessage message = new KeptMessage(
                channel, offset, time, publication.json(), publication.messagePack(), publication.except());
        long before = index.cost();
        index.add(message);
        channel.add(message);
        total.addAndGet(message.cost() + index.cost() - before);
        int most = tooLong ? 0 : channel.size;
        while (channel.count > most) {
            forgetOldest(channel);
        }
        expire(channel, time);
        dropEmpty();
        return message;
    }

    private KeptChannel channelOf(String name) {
        KeptChannel channel = channels.get(name);
        if (channel == null) {
            channel = new KeptChannel(name);
            channels.put(name, channel);
            active.add(channel);
            total.addAndGet(channel.cost());
        } else {
            active.toEnd(channel);
            if (empty.remove(channel)) {
                addEmptyBytes(-emptyCost(channel));
            }
        }
        return channel;
    }

    /** Forgets what is too old in a channel. The channel stays. */
    void expire(KeptChannel channel, long now) {
        while (channel.isExpired(now)) {
            forgetOldest(channel);
        }
    }

    /** Forgets what is too old in any channel. */
    void expireAll(long now) {
        for (KeptChannel channel = active.first(); channel != null; channel = channel.later) {
            expire(channel, now);
        }
        dropEmpty();
    }

    /**
     * Forgets the oldest message of all.
     *
     * @return whether there was one
     */
    boolean forgetOldest() {
        KeptMessage oldest = index.oldest();
        if (oldest != null) {
            forgetOldest(oldest.channel);
            dropEmpty();
        }
        return oldest != null;
    }

    private void forgetOldest(KeptChannel channel) {
        KeptMessage message = channel.removeOldest();
        long before = index.cost();
        index.remove(message);
        total.addAndGet(index.cost() - before - message.cost());
        if (channel.count == 0) {
            empty.add(channel);
            addEmptyBytes(emptyCost(channel));
        }
    }

    private void dropEmpty() {
        Iterator<KeptChannel> oldest = empty.iterator();
        while (emptyBytes > emptyBytesBound && oldest.hasNext()) {
            KeptChannel channel = oldest.next();
            oldest.remove();
            addEmptyBytes(-emptyCost(channel));
            channels.remove(channel.name);
            active.remove(channel);
            total.addAndGet(-channel.cost());
            droppedUpTo = Math.max(droppedUpTo, channel.forgotten);
        }
    }

    private static long emptyCost(KeptChannel channel) {
        return channel.cost() + EMPTY_ENTRY;
    }

    private void addEmptyBytes(long bytes) {
        emptyBytes += bytes;
        total.addAndGet(bytes < 0 ? -EMPTY_ENTRY : EMPTY_ENTRY);
    }

    /** Returns what reads the messages. */
    ShardReads reads() {
        return reads;
    }

    /** Returns a channel; null if nothing is known of it. */
    KeptChannel channel(String name) {
        return channels.get(name);
    }

    /** Returns the channels in the order of their latest messages. */
    ActiveChannels active() {
        return active;
    }

    /** Returns all messages. */
    OffsetIndex index() {
        return index;
    }

    /** Returns the highest offset of channels that are no longer known; 0 for none. */
    long droppedUpTo() {
        return droppedUpTo;
    }

    /** Returns the time of the oldest message; {@link Long#MAX_VALUE} for none. */
    long oldestTime() {
        KeptMessage oldest = index.oldest();
        return oldest == null ? Long.MAX_VALUE : oldest.time;
    }
}
