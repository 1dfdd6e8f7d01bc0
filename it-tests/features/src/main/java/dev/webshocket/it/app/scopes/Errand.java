package dev.webshocket.it.app.scopes;

import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts within one call. */
@RequestScoped
public class Errand {

    private final AtomicInteger steps = new AtomicInteger();

    public int next() {
        return steps.incrementAndGet();
    }
}
