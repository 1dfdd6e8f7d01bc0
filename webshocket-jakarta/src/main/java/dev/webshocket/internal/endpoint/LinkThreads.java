package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.concurrent.CallerRuns;
import java.util.concurrent.Executor;

/**
 * Who works for the links of one side.
 *
 * @param closer closes sessions, which takes as long as the container likes
 * @param longMessages sends what has to be sent in parts, which takes as long as the other side does to read it. It leaves the
 *     closer threads, since a peer that reads nothing is got rid of by closing its session
 */
public record LinkThreads(Executor closer, Executor longMessages) {

    /** Without a thread the work is done on the current one: a connection must end, and a message be told of. */
    public LinkThreads {
        closer = new CallerRuns(closer);
        longMessages = new CallerRuns(longMessages);
    }
}
