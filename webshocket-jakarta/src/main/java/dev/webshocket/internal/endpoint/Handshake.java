package dev.webshocket.internal.endpoint;

import dev.webshocket.spi.platform.CallContexts;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import java.net.InetAddress;
import java.net.URI;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The data of a handshake.
 *
 * @param uri the URI as the client sent it: that of a session may be decoded, which hides a slash within a segment
 * @param headers of the request
 * @param principal the user; empty for an anonymous client
 * @param roles the client's
 * @param context runs the client's calls in the context that the handshake had
 * @param peer the other end of the socket; empty if the platform does not know it
 * @param answered when it was about to be answered, as {@link System#nanoTime} has it
 */
record Handshake(
        URI uri,
        RequestHeaders headers,
        Optional<Principal> principal,
        Roles roles,
        Executor context,
        Optional<InetAddress> peer,
        long answered) {

    /** The user property by which the configurator passes it to the endpoint. */
    static final String PROPERTY = "dev.webshocket.handshake";

    /** Finds the handshake of a session; one without headers and roles if the container has lost it. */
    static Handshake of(Session session) {
        // Removed, because the session would keep it for its whole life.
        return session.getUserProperties().remove(PROPERTY) instanceof Handshake handshake
                ? handshake
                : new Handshake(
                        session.getRequestURI(),
                        RequestHeaders.of(Map.of()),
                        Optional.ofNullable(session.getUserPrincipal()),
                        new Roles(role -> false),
                        Runnable::run,
                        Optional.empty(),
                        System.nanoTime());
    }

    static Handshake of(HandshakeRequest request, CallContexts contexts) {
        Executor context = contexts.capture();
        Optional<Principal> principal = Optional.ofNullable(request.getUserPrincipal());
        return new Handshake(
                request.getRequestURI(),
                RequestHeaders.of(request.getHeaders()),
                principal,
                // An anonymous client has no roles, so that the request need not be kept for it.
                new Roles(principal.isEmpty() ? role -> false : role -> isUserInRole(request, role, context)),
                context,
                contexts.peer(),
                System.nanoTime());
    }

    /**
     * Calls the request in the handshake's context: a server may answer for the user of the current thread, and a thread that
     * reads sockets has none.
     */
    private static boolean isUserInRole(HandshakeRequest request, String role, Executor context) {
        boolean[] answer = new boolean[1];
        context.execute(() -> answer[0] = request.isUserInRole(role));
        return answer[0];
    }
}
