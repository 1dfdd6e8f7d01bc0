package dev.webshocket.tyrus.handlers;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** A bean beside the handlers. */
@ApplicationScoped
public class Counter {

    private final AtomicInteger value = new AtomicInteger();

    public int increment() {
        return value.incrementAndGet();
    }

    public int value() {
        return value.get();
    }
}
