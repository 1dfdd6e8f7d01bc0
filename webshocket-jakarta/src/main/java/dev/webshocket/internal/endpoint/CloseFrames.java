package dev.webshocket.internal.endpoint;

import jakarta.websocket.Session;

/**
 * Tells the end of a stream from a close frame, where a container reports both as 1000: Undertow, under load. Uses methods of
 * Undertow's sessions, which are not on our class path. Stateless.
 */
final class CloseFrames {

    private CloseFrames() {}

    /** Tells whether the other side of a session has sent a close frame first, as far as the container provides that. */
    static boolean mayHaveCome(Session session) {
        Object channel = SessionPeer.call(session, SessionPeer.method(session.getClass(), "getWebSocketChannel"));
        if (channel == null) {
            // Another container.
            return true;
        }
        Object initiated =
                SessionPeer.call(channel, SessionPeer.method(channel.getClass(), "isCloseInitiatedByRemotePeer"));
        return !Boolean.FALSE.equals(initiated);
    }
}
