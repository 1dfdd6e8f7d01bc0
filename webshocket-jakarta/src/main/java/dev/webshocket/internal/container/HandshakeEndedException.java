package dev.webshocket.internal.container;

import java.io.IOException;
import java.util.Objects;

/**
 * Says why a connection ended before the server had answered the handshake. A {@link ClientContainers container} has it among
 * the causes of what its {@code connectToServer} throws, where it knows.
 */
public final class HandshakeEndedException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Why a connection ended. */
    public enum Why {
        /** The client asked for {@code ws}, and the server speaks TLS. */
        SPEAKS_TLS,
        /** The client asked for {@code wss}, and what listens there speaks no TLS. */
        SPEAKS_NO_TLS,
        /** The server ended it, and did not say why. */
        UNANSWERED
    }

    private final Why why;

    /**
     * Makes the exception.
     *
     * @param why the connection ended
     * @param cause what the container noticed of it, or null
     */
    public HandshakeEndedException(Why why, Throwable cause) {
        super("the connection ended before the handshake was answered: " + why, cause);
        this.why = Objects.requireNonNull(why, "why");
    }

    /**
     * Returns why the connection ended.
     *
     * @return the reason
     */
    public Why why() {
        return why;
    }
}
