package dev.webshocket.internal.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.extension.StoredSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Keeps sessions for other servers of this process. Bounded in number and time. Safe for use by any thread. */
public class InMemorySessionStore implements SessionStore {

    /** A session, and for how long it is kept since it was stored. Equal to no other, so that one is replaced by identity. */
    private static final class Entry {

        private final StoredSession session;
        private final Duration keep;

        Entry(StoredSession session, Duration keep) {
            this.session = session;
            this.keep = keep;
        }

        boolean isOf(String server) {
            return session.server().equals(server);
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
        Entry fresh = new Entry(session, keep);
        while (true) {
            Entry old = entries.asMap().putIfAbsent(session.uid(), fresh);
            if (old != null && !old.isOf(session.server())) {
                return CompletableFuture.completedStage(false);
            }
            if (old == null || entries.asMap().replace(session.uid(), old, fresh)) {
                return CompletableFuture.completedStage(true);
            }
        }
    }

    @Override
    public CompletionStage<Optional<StoredSession>> take(String uid, String secret, String server) {
        while (true) {
            Entry old = entries.getIfPresent(uid);
            if (old == null || !old.session.secrets().contains(secret)) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            if (entries.asMap().replace(uid, old, new Entry(old.session.takenBy(server), old.keep))) {
                return CompletableFuture.completedStage(Optional.of(old.session));
            }
        }
    }

    @Override
    public CompletionStage<Void> remove(String uid, String server) {
        Entry old = entries.getIfPresent(uid);
        while (old != null && old.isOf(server) && !entries.asMap().remove(uid, old)) {
            old = entries.getIfPresent(uid);
        }
        return CompletableFuture.completedStage(null);
    }

    /**
     * Returns how many sessions there are.
     *
     * @return the number, exact when no session is stored or taken
     */
    public long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }
}
