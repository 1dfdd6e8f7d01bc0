package dev.webshocket.internal.endpoint;

import dev.webshocket.spi.extension.SessionStates;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;

/** The attributes of one connection. They accept no changes after it has ended. Safe for use by any thread. */
final class Attributes {

    private final SessionStates states;
    private final String uid;
    private final Map<String, Object> values;
    private volatile boolean ended;

    /**
     * Begins the state of a connection.
     *
     * @param changed called after each change; null if nobody needs to know
     */
    Attributes(SessionStates states, String uid, Runnable changed) {
        this.states = states;
        this.uid = uid;
        ConcurrentMap<String, Object> kept = states.begin(uid);
        this.values = changed == null ? kept : new ObservedAttributes(kept, changed);
    }

    /** Sets an attribute, or removes it if the value is null. */
    void set(String name, Object value) {
        Objects.requireNonNull(name, "name");
        if (value != null && !ended) {
            values.put(name, value);
        }
        // Checked again: if the connection has ended meanwhile, no other code removes the attribute.
        if (value == null || ended) {
            values.remove(name);
        }
    }

    /** Returns the attributes themselves. */
    Map<String, Object> live() {
        return values;
    }

    /** Removes all, and accepts no more. */
    void end() {
        ended = true;
        states.end(uid);
    }

    /** Forgets all, and accepts no more: the session goes on at another server. */
    void handOver() {
        ended = true;
        states.handOver(uid);
    }
}
