package dev.webshocket.internal.state;

import dev.webshocket.spi.extension.SessionStates;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Keeps the attributes of every connection in this process. Safe for use by any thread. */
public class InMemorySessionStates implements SessionStates {

    private final ConcurrentMap<String, ConcurrentMap<String, Object>> states = new ConcurrentHashMap<>();

    /** Makes an empty store. */
    public InMemorySessionStates() {}

    @Override
    public ConcurrentMap<String, Object> begin(String uid) {
        // Small, since most connections have few attributes, if any.
        return states.computeIfAbsent(uid, id -> new ConcurrentHashMap<>(4));
    }

    @Override
    public CompletionStage<Void> end(String uid) {
        ConcurrentMap<String, Object> state = states.remove(uid);
        if (state != null) {
            state.clear();
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public int size() {
        return states.size();
    }
}
