package dev.webshocket.internal.redis.presence;

import dev.webshocket.internal.history.Shards;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where this server has entered sessions, so that it renews each in the shards of its channels only. Safe for use by any thread. A
 * session is forgotten when it has left all channels, or when its time is over.
 */
final class OwnSessions {

    private static final class Session {
        final Set<String> channels = new HashSet<>(2);
        /** When Redis forgets it, by the clock of this process. */
        long end;
    }

    /** Guarded by this. */
    private final Map<String, Session> sessions = new HashMap<>();

    synchronized void enter(String session, String channel, long now, Duration keep) {
        Session own = sessions.computeIfAbsent(session, id -> new Session());
        own.channels.add(channel);
        own.end = now + keep.toNanos();
    }

    synchronized void leave(String session, String channel) {
        Session own = sessions.get(session);
        if (own != null && own.channels.remove(channel) && own.channels.isEmpty()) {
            sessions.remove(session);
        }
    }

    /**
     * Keeps sessions for longer, and forgets those whose time is over.
     *
     * @return for each shard those of the sessions that are in its channels; those that are in none are in no list
     */
    synchronized List<List<String>> renew(Collection<String> renewed, long now, Duration keep) {
        List<List<String>> shards = new ArrayList<>();
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            shards.add(new ArrayList<>());
        }
        for (String session : renewed) {
            Session own = sessions.get(session);
            if (own != null) {
                own.end = now + keep.toNanos();
                own.channels.stream()
                        .map(Shards::of)
                        .distinct()
                        .forEach(shard -> shards.get(shard).add(session));
            }
        }
        sessions.values().removeIf(own -> own.end - now < 0);
        return shards;
    }
}
