package dev.webshocket.internal.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.extension.StoredSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Keeps sessions for other servers of this process. Bounded in number and time. Safe for use by any thread. */
public class InMemorySessionStore implements SessionStore {

    /** What is known of a session. Equal to no other, so that one is replaced by identity. */
    private static final class Entry {

        private final StoredSession session;
        /** Since it was stored. */
        private final Duration keep;
        /** Whether its server has taken it, and not stored it since. */
        private final boolean taken;
        /** Whether another server has had it, which may not know that. */
        private final boolean moved;

        Entry(StoredSession session, Duration keep, boolean taken, boolean moved) {
            this.session = session;
            this.keep = keep;
            this.taken = taken;
            this.moved = moved;
        }

        boolean isOf(String server) {
            return session.server().equals(server);
        }

        boolean isFor(String server, String secret) {
            return session.secrets().contains(secret) && !(taken && isOf(server));
        }

        Entry takenBy(String server) {
            return new Entry(session.of(server, session.secrets()), keep, true, true);
        }

        /** Returns what keeps former servers from storing the session again; null if there are none. */
        Entry ended() {
            StoredSession end = new StoredSession(
                    session.uid(),
                    session.server(),
                    session.application(),
                    session.path(),
                    session.subprotocol(),
                    null,
                    List.of(),
                    Map.of(),
                    List.of(),
                    null);
            return moved ? new Entry(end, keep, false, true) : null;
        }
    }

    private final Cache<String, Entry> entries;

    /**
     * Makes an empty store.
     *
     * @param maximum how many sessions, at least 1
     * @param nanoClock the time in nanoseconds since any moment; it never goes back
     * @throws IllegalArgumentException if the maximum is below 1
     */
    public InMemorySessionStore(int maximum, LongSupplier nanoClock) {
        if (maximum < 1) {
            throw new IllegalArgumentException("there must be room for at least 1 session, but is for " + maximum);
        }
        this.entries = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfter(Expiry.writing((String uid, Entry entry) -> entry.keep))
                .ticker(nanoClock::getAsLong)
                // Here rather than on the common pool, whose threads may belong to another application.
                .executor(Runnable::run)
                .build();
    }

    @Override
    public CompletionStage<Boolean> save(StoredSession session, Duration keep) {
        while (true) {
            Entry old = entries.getIfPresent(session.uid());
            if (old != null && !old.isOf(session.server())) {
                // Not by compute, which would lengthen its time.
                return CompletableFuture.completedStage(false);
            }
            Entry fresh = new Entry(session, keep, false, old != null && old.moved);
            boolean stored = old == null
                    ? entries.asMap().putIfAbsent(session.uid(), fresh) == null
                    : entries.asMap().replace(session.uid(), old, fresh);
            if (stored) {
                return CompletableFuture.completedStage(true);
            }
        }
    }

    @Override
    public CompletionStage<Optional<StoredSession>> take(String uid, String secret, String server) {
        while (true) {
            Entry old = entries.getIfPresent(uid);
            if (old == null || !old.isFor(server, secret)) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            if (entries.asMap().replace(uid, old, old.takenBy(server))) {
                return CompletableFuture.completedStage(Optional.of(old.session));
            }
        }
    }

    @Override
    public CompletionStage<Void> remove(String uid, String server) {
        Entry old = entries.getIfPresent(uid);
        while (old != null && old.isOf(server) && !replace(uid, old, old.ended())) {
            old = entries.getIfPresent(uid);
        }
        return CompletableFuture.completedStage(null);
    }

    private boolean replace(String uid, Entry old, Entry by) {
        return by == null ? entries.asMap().remove(uid, old) : entries.asMap().replace(uid, old, by);
    }

    /**
     * Returns how many sessions there are that have not ended.
     *
     * @return the number, exact when no session is stored or taken
     */
    public long size() {
        entries.cleanUp();
        return entries.asMap().values().stream()
                .filter(entry -> !entry.session.secrets().isEmpty())
                .count();
    }
}
