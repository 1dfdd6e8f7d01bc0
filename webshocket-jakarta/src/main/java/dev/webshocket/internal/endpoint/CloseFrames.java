package dev.webshocket.internal.endpoint;

import jakarta.websocket.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Tells the end of a stream from a close frame, where a container reports both as 1000: Undertow, under load. Uses methods of
 * Undertow's sessions, which are not on our class path. Stateless.
 */
final class CloseFrames {

    private CloseFrames() {}

    /** Tells whether the other side of a session has sent a close frame first, as far as the container provides that. */
    static boolean mayHaveCome(Session session) {
        try {
            Method channel = session.getClass().getMethod("getWebSocketChannel");
            Object found = channel.invoke(session);
            Method initiated = found.getClass().getMethod("isCloseInitiatedByRemotePeer");
            return !Boolean.FALSE.equals(initiated.invoke(found));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            // Another container.
            return true;
        }
    }
}
