package dev.webshocket.internal.history;

/** How channels are spread over the shards of a log. It is the same on every server and in every version. Stateless. */
public final class Shards {

    /** How many shards a log has; a power of two. */
    public static final int COUNT = 16;

    private Shards() {}

    /** Returns the shard of a channel, from 0 on. */
    public static int of(String channel) {
        int hash = channel.hashCode();
        // Names that differ only at their end would otherwise often be neighbours.
        return (hash ^ hash >>> 7 ^ hash >>> 16) & COUNT - 1;
    }
}
