package dev.webshocket.internal.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Knows how far each channel has been read in the sessions that began from the same positions, and so which messages are sent
 * again. The channels are bounded in bytes; without room it forgets the channel that has been silent for longest, whose messages may
 * then be received twice. Not safe for use by several threads.
 */
final class HadMessages {

    /** About 10,000 channels with short names. */
    private static final long BOUND = 1 << 20;

    private static final int OVERHEAD = 100;

    private final long bound;
    private final Map<String, Read> channels = new LinkedHashMap<>(16, 0.75f, true);
    private long cost;
    private int session;

    HadMessages() {
        this(BOUND);
    }

    /**
     * Creates it without a channel.
     *
     * @param bound how many bytes the channels may take
     */
    HadMessages(long bound) {
        this.bound = bound;
    }

    /**
     * How far a channel has been read.
     *
     * @param before the highest offset of earlier sessions, -1 for none
     * @param newest the highest offset of all sessions
     * @param session the session of the newest
     */
    private record Read(String shard, long before, long newest, int session) {}

    /** Another session begins, in which messages may be sent again. */
    void nextSession() {
        session++;
    }

    /** Adds a message; returns false if an earlier session has had it. */
    boolean add(String channel, ReadPosition position) {
        Read read = channels.get(channel);
        if (read == null || !read.shard().equals(position.shard())) {
            put(channel, new Read(position.shard(), -1, position.offset(), session));
            return true;
        }
        long before = read.session() == session ? read.before() : read.newest();
        if (position.offset() <= before) {
            return false;
        }
        put(channel, new Read(read.shard(), before, Math.max(read.newest(), position.offset()), session));
        return true;
    }

    private void put(String channel, Read read) {
        if (channels.put(channel, read) == null) {
            cost += cost(channel);
            var oldest = channels.keySet().iterator();
            while (cost > bound && channels.size() > 1) {
                cost -= cost(oldest.next());
                oldest.remove();
            }
        }
    }

    private static long cost(String channel) {
        return 2L * channel.length() + OVERHEAD;
    }
}
