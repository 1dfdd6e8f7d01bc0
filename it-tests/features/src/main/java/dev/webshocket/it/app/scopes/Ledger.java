package dev.webshocket.it.app.scopes;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts for the whole application. */
@ApplicationScoped
public class Ledger {

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger openErrands = new AtomicInteger();

    public int next() {
        return calls.incrementAndGet();
    }

    public void errandBegins() {
        openErrands.incrementAndGet();
    }

    public void errandEnds() {
        openErrands.decrementAndGet();
    }

    public int openErrands() {
        return openErrands.get();
    }
}
