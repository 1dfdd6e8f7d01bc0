package dev.webshocket.internal.client;

import dev.webshocket.internal.session.SessionEnd;
import java.util.Optional;

/** The server has accepted the WebSocket, but there was no valid {@code welcome} before its end. */
final class EndedGreetingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SessionEnd end;

    EndedGreetingException(SessionEnd end) {
        super(ClientFailures.describe(end));
        this.end = end;
    }

    /** Returns how the greeting ended that made an attempt fail; empty if the attempt failed otherwise. */
    static Optional<SessionEnd> endIn(Throwable failure) {
        return Causes.find(failure, EndedGreetingException.class).map(e -> e.end);
    }
}
