package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.ReceivedMessage;

/** Is told what happens on a {@link PeerSession}. */
public interface SessionListener {

    /**
     * A message has come; by one thread at a time. It must not block for long: while it does not return nothing more is read.
     *
     * @param message the message, which is the listener's own
     */
    void received(ReceivedMessage message);

    /** The session has ended; once, on any thread. */
    void ended(SessionEnd end);
}
