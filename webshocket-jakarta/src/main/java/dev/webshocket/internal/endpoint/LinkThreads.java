package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.concurrent.CallerRuns;
import java.util.concurrent.Executor;

/**
 * The executors of the links of one side.
 *
 * @param closer closes sessions, which may take any time in the container
 * @param longMessages sends messages in parts, which takes as long as the other side takes to read them. It leaves threads to
 *     the closer, because only closing the session ends the wait for a peer that does not read
 */
public record LinkThreads(Executor closer, Executor longMessages) {

    /** Without a thread the work runs on the current one, because a connection must end, and a message must be reported. */
    public LinkThreads {
        closer = new CallerRuns(closer);
        longMessages = new CallerRuns(longMessages);
    }
}
