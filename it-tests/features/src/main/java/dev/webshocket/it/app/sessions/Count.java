package dev.webshocket.it.app.sessions;

import dev.webshocket.cdi.ConnectionScoped;

/** The number of calls of one connection. */
@ConnectionScoped
public class Count {

    private int count;

    /** Returns the next number, from 1 on. */
    public synchronized int next() {
        return ++count;
    }
}
