package dev.webshocket.internal.endpoint;

import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the other end of a session where the platform does not know it, which Jakarta WebSocket 2.1 does not provide. Uses a property
 * of Jetty, and methods of the sessions of Tyrus and Undertow, which are not on our class path. Safe for use by any thread.
 */
final class SessionPeer {

    private static final String JETTY = "jakarta.websocket.endpoint.remoteAddress";

    private static final List<String> CONTAINERS =
            List.of("org.glassfish.tyrus.", "io.undertow.", "org.eclipse.jetty.");

    /** The last class of sessions; a container usually has one. Null before the first session. */
    private volatile Accessors latest;

    /**
     * The methods of a class of sessions.
     *
     * @param remoteAddress null where the class has none
     * @param channel null where the class has none
     */
    private record Accessors(Class<?> type, Method remoteAddress, Method channel) {

        static Accessors of(Class<?> type) {
            return new Accessors(type, method(type, "getRemoteAddr"), method(type, "getWebSocketChannel"));
        }
    }

    /** Tells whether the sessions of a container have an address that is found here. */
    static boolean isFoundIn(ServerContainer container) {
        return Stream.<Class<?>>iterate(container.getClass(), Objects::nonNull, Class::getSuperclass)
                .map(Class::getName)
                .anyMatch(name -> CONTAINERS.stream().anyMatch(name::startsWith));
    }

    /** Returns the address; empty if the container does not provide it. */
    Optional<InetAddress> addressOf(Session session) {
        Accessors accessors = accessors(session.getClass());
        return address(session.getUserProperties().get(JETTY))
                .or(() -> address(call(session, accessors.remoteAddress())))
                .or(() -> Optional.ofNullable(call(session, accessors.channel()))
                        .flatMap(channel -> address(call(channel, method(channel.getClass(), "getPeerAddress")))));
    }

    private Accessors accessors(Class<?> type) {
        Accessors known = latest;
        if (known == null || known.type() != type) {
            known = Accessors.of(type);
            latest = known;
        }
        return known;
    }

    /** Finds a public method; null if there is none. */
    static Method method(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** Calls a method; returns null if there is none, or it fails. */
    static Object call(Object target, Method method) {
        try {
            return method == null ? null : method.invoke(target);
        } catch (IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }

    private static Optional<InetAddress> address(Object found) {
        if (found instanceof InetSocketAddress socket) {
            return Optional.ofNullable(socket.getAddress()).map(ForwardedHops::withoutZone);
        }
        return found instanceof String text ? ForwardedHops.address(text) : Optional.empty();
    }
}
