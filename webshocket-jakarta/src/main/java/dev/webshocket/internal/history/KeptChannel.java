package dev.webshocket.internal.history;

/**
 * What a {@link ShardContents} knows of one channel: its messages, from the oldest to the newest, and the highest offset that was
 * forgotten. Guarded by the lock of the shard.
 */
final class KeptChannel {

    /** The object, its string without the characters, and its entry in the table of channels, in heaps below 32 GiB. */
    private static final int OBJECT = 88 + 24 + 32 + 8;

    final String name;

    KeptMessage oldest;
    KeptMessage newest;
    int count;

    /** How many messages it may have, by the rule of the latest one. */
    int size;
    /** How long it may keep a message, in milliseconds, by the rule of the latest one. */
    long age;

    /** The offset of the latest message, kept or not. */
    long latest;
    /** The highest offset of its messages that were forgotten; all that it still has are beyond. 0 for none. */
    long forgotten;

    /** The neighbours in {@link ActiveChannels}. */
    KeptChannel earlier;

    KeptChannel later;

    /** The last read that wants this channel. */
    long read;

    KeptChannel(String name) {
        this.name = name;
    }

    /** Returns how many bytes it takes in the heap, without its messages. */
    long cost() {
        return OBJECT + KeptMessage.array(name.length() * 2L);
    }

    void add(KeptMessage message) {
        message.older = newest;
        if (newest == null) {
            oldest = message;
        } else {
            newest.newer = message;
        }
        newest = message;
        latest = message.offset;
        count++;
    }

    /** Takes the oldest message out, which must be there. */
    KeptMessage removeOldest() {
        KeptMessage removed = oldest;
        oldest = removed.newer;
        if (oldest == null) {
            newest = null;
        } else {
            oldest.older = null;
        }
        forgotten = removed.offset;
        count--;
        return removed;
    }

    /** Tells whether the oldest message is older than it may be. */
    boolean isExpired(long now) {
        return oldest != null && now - oldest.time > age;
    }
}
