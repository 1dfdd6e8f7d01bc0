package dev.webshocket.internal.endpoint;

import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import java.net.URI;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * What is known of a client from its handshake.
 *
 * @param uri what the client asked for, as it was sent: a session's own may be decoded, so that a slash within a segment cannot
 *     be told any more
 * @param headers by name, without regard to case; unmodifiable
 * @param principal who the client is
 * @param roles the client's
 * @param context runs the client's calls in the context that the handshake had
 */
record Handshake(
        URI uri, Map<String, List<String>> headers, Optional<Principal> principal, Roles roles, Executor context) {

    /** Where the configurator leaves it for the endpoint. */
    static final String PROPERTY = "dev.webshocket.handshake";

    /** Finds what the configurator left for a session; nothing where the container lost it. */
    static Handshake of(Session session) {
        return session.getUserProperties().get(PROPERTY) instanceof Handshake handshake
                ? handshake
                : new Handshake(
                        session.getRequestURI(),
                        Map.of(),
                        Optional.ofNullable(session.getUserPrincipal()),
                        new Roles(role -> false),
                        Runnable::run);
    }

    static Handshake of(HandshakeRequest request, Executor context) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.getHeaders().forEach((name, values) -> headers.put(name, List.copyOf(values)));
        return new Handshake(
                request.getRequestURI(),
                Collections.unmodifiableMap(headers),
                Optional.ofNullable(request.getUserPrincipal()),
                new Roles(role -> isUserInRole(request, role, context)),
                context);
    }

    /**
     * Asks in the handshake's context: a server may answer for whoever the thread works for, which is nobody on a thread
     * that only reads.
     */
    private static boolean isUserInRole(HandshakeRequest request, String role, Executor context) {
        boolean[] answer = new boolean[1];
        context.execute(() -> answer[0] = request.isUserInRole(role));
        return answer[0];
    }
}
