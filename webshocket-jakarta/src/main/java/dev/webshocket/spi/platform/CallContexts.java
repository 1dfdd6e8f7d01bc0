package dev.webshocket.spi.platform;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Carries the platform's thread context, such as JNDI names and the authenticated user, from a client's handshake to
 * its calls, and the address of the client where the platform knows it. Implementations must be safe for use by many
 * threads.
 */
@FunctionalInterface
public interface CallContexts {

    /** Carries no context. */
    CallContexts NONE = () -> Runnable::run;

    /**
     * Captures the context of the current thread, which handles a handshake.
     *
     * @return runs each task at once, on the calling thread, in that context, and restores the thread's own context
     *     afterwards; many threads use it at the same time until the connection ends
     */
    Executor capture();

    /**
     * Tells whether {@link #peer} returns an address for each handshake of a network client. If not, the engine asks
     * the container, and refuses to serve rate limits by address if the container does not tell it either.
     *
     * @return false by default
     */
    default boolean knowsPeers() {
        return false;
    }

    /**
     * Returns the other end of the socket of the handshake that the current thread handles.
     *
     * @return the address of the client, or of the proxy before it; empty, the default, if it is not known
     */
    default Optional<InetAddress> peer() {
        return Optional.empty();
    }
}
