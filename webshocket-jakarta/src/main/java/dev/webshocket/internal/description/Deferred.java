package dev.webshocket.internal.description;

import java.util.function.Supplier;

/** A value that is made when it is first needed, once. Safe for use by any thread. */
final class Deferred<T> implements Supplier<T> {

    /** Null when the value has been made. */
    private Supplier<T> source;

    private volatile T value;

    Deferred(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        T made = value;
        return made == null ? make() : made;
    }

    private synchronized T make() {
        if (value == null) {
            value = source.get();
            source = null;
        }
        return value;
    }
}
