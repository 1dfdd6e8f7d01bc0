package dev.webshocket.internal.history;

/**
 * A message that a {@link ShardContents} keeps; a node of its channel's list. Guarded by the lock of the shard. Fields rather than
 * methods, and no position: there may be millions.
 */
final class KeptMessage {

    /** The object with its fields, in heaps below 32 GiB. */
    private static final int OBJECT = 48;

    final KeptChannel channel;
    final long offset;
    final long time;
    final byte[] json;
    final byte[] messagePack;

    /** The neighbours in the channel; null at its ends. */
    KeptMessage older;

    KeptMessage newer;

    KeptMessage(KeptChannel channel, long offset, long time, byte[] json, byte[] messagePack) {
        this.channel = channel;
        this.offset = offset;
        this.time = time;
        this.json = json;
        this.messagePack = messagePack;
    }

    /** Returns how many bytes it takes in the heap. */
    long cost() {
        return cost(json, messagePack);
    }

    /** Returns how many bytes a message takes in the heap. */
    static long cost(byte[] json, byte[] messagePack) {
        return OBJECT + array(json.length) + array(messagePack.length);
    }

    /** Returns how many bytes an array takes in the heap, its header included. */
    static long array(long bytes) {
        return 16 + (bytes + 7) / 8 * 8;
    }
}
