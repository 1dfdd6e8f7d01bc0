package dev.webshocket.internal.endpoint;

import jakarta.websocket.Session;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Finds the other end of a session, which Jakarta WebSocket 2.1 does not tell, in the ways of the containers that are
 * known: a property of Jetty's, and methods of Tyrus's and Undertow's sessions, which are not on our class path.
 */
final class SessionPeer {

    private static final String JETTY = "jakarta.websocket.endpoint.remoteAddress";

    private SessionPeer() {}

    /** Returns the address, or empty where the container does not tell it. */
    static Optional<InetAddress> addressOf(Session session) {
        return address(session.getUserProperties().get(JETTY))
                .or(() -> call(session, "getRemoteAddr").flatMap(SessionPeer::address))
                .or(() -> call(session, "getWebSocketChannel")
                        .flatMap(channel -> call(channel, "getPeerAddress"))
                        .flatMap(SessionPeer::address));
    }

    private static Optional<Object> call(Object target, String method) {
        try {
            return Optional.ofNullable(target.getClass().getMethod(method).invoke(target));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> address(Object found) {
        if (found instanceof InetSocketAddress socket) {
            return Optional.ofNullable(socket.getAddress()).map(ForwardedHops::withoutZone);
        }
        return found instanceof String text ? ForwardedHops.address(text) : Optional.empty();
    }
}
