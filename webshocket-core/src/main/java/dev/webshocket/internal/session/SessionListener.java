package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.ReceivedMessage;

/** Receives the events of a {@link PeerSession}. */
public interface SessionListener {

    /**
     * A message has arrived; by one thread at a time. It must not block for long, because the link reads no further messages
     * meanwhile.
     *
     * @param message the message; the listener owns the bytes
     */
    void received(ReceivedMessage message);

    /** The session has ended; once, on any thread. */
    void ended(SessionEnd end);
}
