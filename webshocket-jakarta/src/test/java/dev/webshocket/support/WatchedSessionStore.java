package dev.webshocket.support;

import dev.webshocket.internal.state.InMemorySessionStore;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.extension.StoredSession;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A store in memory whose clock the test advances, and which tells what was stored last. */
public final class WatchedSessionStore implements SessionStore {

    public final SettableClock clock = new SettableClock();
    public final InMemorySessionStore store = new InMemorySessionStore(1000, clock);
    public final Map<String, StoredSession> saved = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Boolean> save(StoredSession session, Duration keep) {
        CompletionStage<Boolean> stored = store.save(session, keep);
        // Told last, so that a test that has seen it finds it in the store.
        saved.put(session.uid(), session);
        return stored;
    }

    @Override
    public CompletionStage<Optional<StoredSession>> take(String uid, String secret, String server) {
        return store.take(uid, secret, server);
    }

    @Override
    public CompletionStage<Void> remove(String uid, String server) {
        return store.remove(uid, server);
    }
}
