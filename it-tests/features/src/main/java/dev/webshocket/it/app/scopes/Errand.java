package dev.webshocket.it.app.scopes;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts within one call. */
@RequestScoped
public class Errand {

    private final AtomicInteger steps = new AtomicInteger();

    @Inject
    Ledger ledger;

    private volatile boolean ended;

    public int next() {
        if (ended) {
            throw new IllegalStateException("the call has ended");
        }
        return steps.incrementAndGet();
    }

    @PostConstruct
    void begin() {
        ledger.errandBegins();
    }

    @PreDestroy
    void end() {
        ended = true;
        ledger.errandEnds();
    }
}
