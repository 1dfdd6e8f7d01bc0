package dev.webshocket.support;

import dev.webshocket.spi.InMemorySessionStates;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections that there have been: a client may have its handshake before the server counts it. */
public final class CountedStates extends InMemorySessionStates {

    private final AtomicInteger begun = new AtomicInteger();

    @Override
    public ConcurrentMap<String, Object> begin(String uid) {
        ConcurrentMap<String, Object> state = super.begin(uid);
        begun.incrementAndGet();
        return state;
    }

    /** Returns how many connections have begun, whether they have ended or not. */
    public int begun() {
        return begun.get();
    }
}
