package dev.webshocket.internal.client;

/**
 * The place of a message in a shard, section "Channels" of the wire protocol. Immutable.
 *
 * @param shard the epoch and the number of the shard, as in {@code E.S}
 * @param offset grows with each message of the shard
 */
record ReadPosition(String shard, long offset) {

    /** Longer texts are not read: epoch, shard and offset take at most 32, 10 and 19 characters. */
    private static final int LONGEST = 80;

    /** Reads a position; returns null if the text is none. */
    static ReadPosition parse(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        int last = text.lastIndexOf('.');
        int first = text.indexOf('.');
        if (first < 1 || last <= first + 1) {
            return null;
        }
        try {
            long offset = Long.parseLong(text, last + 1, text.length(), 10);
            return offset < 0 ? null : new ReadPosition(text.substring(0, last), offset);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns the epoch, without the shard. */
    String epoch() {
        return shard.substring(0, shard.lastIndexOf('.'));
    }

    /** Returns the number of the shard, without the epoch. */
    String number() {
        return shard.substring(shard.lastIndexOf('.') + 1);
    }

    /** Tells whether both are places in one shard of one epoch, so that their offsets can be compared. */
    boolean isSameShard(ReadPosition other) {
        return shard.equals(other.shard);
    }

    /** Returns its form on the wire. */
    @Override
    public String toString() {
        return shard + '.' + offset;
    }
}
