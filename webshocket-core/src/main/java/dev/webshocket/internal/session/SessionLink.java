package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.memory.MemoryShare;

/**
 * One link of version 2 from its opening: waits for the first packet, and then serves the session that {@linkplain
 * PeerSession#take takes} it. Safe for use by any thread.
 */
public final class SessionLink {

    /** Receives the opening of a link: one of the two methods is called, once. */
    public interface Opening {

        /**
         * The first packet has arrived; called by the link's thread. What arrives before a session takes the link waits.
         *
         * @param first hello on a server, welcome in a client
         */
        void opened(SessionLink link, SessionMessage first);

        /**
         * The link has ended without a first packet, or has begun to close, because another packet came first; on any thread.
         *
         * @param status how it ends
         */
        void failed(SessionLink link, CloseStatus status);
    }

    /**
     * Makes a link that does nothing before it is {@linkplain #start started}.
     *
     * @param links makes the socket's link
     * @param memory what the link may hold; its own share, which it ends
     */
    public SessionLink(LinkFactory links, SessionBounds bounds, Codec codec, MemoryShare memory, Opening opening) {
        throw new UnsupportedOperationException();
    }

    /** Begins to receive. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Sends a message, before a session takes the link. */
    public void send(SessionMessage message) {
        throw new UnsupportedOperationException();
    }

    /** Closes the link with a close frame. */
    public void close(CloseStatus status) {
        throw new UnsupportedOperationException();
    }

    /** Closes the link without waiting for the other side. */
    public void abort(CloseStatus status) {
        throw new UnsupportedOperationException();
    }

    /**
     * Closes the link if a message takes longer than allowed, as long as no session has taken it; afterwards its session
     * checks it. At least each second, by one thread.
     *
     * @param now nanoseconds
     */
    public void check(long now) {
        throw new UnsupportedOperationException();
    }

    /** Tells whether a message has come after the first packet. */
    public boolean isHeard() {
        throw new UnsupportedOperationException();
    }

    /** Tells whether the link can stop reading between two messages. */
    public boolean canSuspend() {
        throw new UnsupportedOperationException();
    }

    /** Tells whether the socket is open, as far as the platform knows. */
    public boolean isOpen() {
        throw new UnsupportedOperationException();
    }
}
