package dev.webshocket.internal.history;

import java.util.Set;

/**
 * A message that a {@link ShardContents} keeps; a node of its channel's list. Guarded by the lock of the shard. Fields rather than
 * methods, and no position: there may be millions.
 */
final class KeptMessage {

    /** The object with its fields, in heaps below 32 GiB. */
    private static final int OBJECT = 56;

    /** A small set, for each id that it has, and the id. */
    private static final int ID = 112;

    final KeptChannel channel;
    final long offset;
    final long time;
    final byte[] json;
    final byte[] messagePack;
    final Set<String> except;

    /** The neighbours in the channel; null at its ends. */
    KeptMessage older;

    KeptMessage newer;

    KeptMessage(KeptChannel channel, long offset, long time, byte[] json, byte[] messagePack, Set<String> except) {
        this.channel = channel;
        this.offset = offset;
        this.time = time;
        this.json = json;
        this.messagePack = messagePack;
        this.except = except;
    }

    /** Returns how many bytes it takes in the heap. */
    long cost() {
        return cost(json, messagePack, except);
    }

    /** Returns how many bytes a message takes in the heap. */
    static long cost(byte[] json, byte[] messagePack, Set<String> except) {
        return OBJECT + array(json.length) + array(messagePack.length) + (long) ID * except.size();
    }

    /** Returns how many bytes an array takes in the heap, its header included. */
    static long array(long bytes) {
        return 16 + (bytes + 7) / 8 * 8;
    }
}
