package dev.webshocket.internal.rpc;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.methods.ResultReaders;
import java.time.Duration;

/**
 * What the calls of all clients of an application share. Immutable, except the cache of readers.
 *
 * @param calls how many calls of one client may be unanswered
 * @param bytes how many bytes of calls of one client may wait to be sent; a single call may have more
 * @param timeout how long a call waits by default, zero for no limit
 * @param readers make the results
 */
public record ClientCallBounds(int calls, int bytes, Duration timeout, ResultReaders readers) {

    /**
     * Makes the bounds of an application.
     *
     * @param binding makes the readers
     */
    public ClientCallBounds(int calls, int bytes, Duration timeout, Binding binding) {
        this(calls, bytes, timeout, new ResultReaders(binding));
    }
}
