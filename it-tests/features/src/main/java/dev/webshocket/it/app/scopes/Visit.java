package dev.webshocket.it.app.scopes;

import dev.webshocket.cdi.ConnectionScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the calls of one connection. */
@ConnectionScoped
public class Visit {

    private final AtomicInteger calls = new AtomicInteger();

    public int next() {
        return calls.incrementAndGet();
    }
}
