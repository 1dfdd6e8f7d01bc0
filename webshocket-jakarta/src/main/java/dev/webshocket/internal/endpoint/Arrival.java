package dev.webshocket.internal.endpoint;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.concurrent.Claim;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.spi.platform.OriginRule;
import dev.webshocket.spi.platform.ServiceEnvironment;
import jakarta.websocket.Session;
import java.net.InetAddress;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The request of a client, and where it comes from. Immutable, except the roles. A connection keeps it for its whole life, so
 * of the container's request it keeps only the roles of an authenticated user.
 *
 * @param uri the requested URI
 * @param headers of the handshake
 * @param principal the user; null for an anonymous client
 * @param roles the client's
 * @param context runs the client's calls in the context that the handshake had
 * @param address of the client, behind trusted proxies; null if the container does not provide it
 * @param mayConnect whether the origin of the client's page, if any, may connect
 * @param answered when the handshake was about to be answered, in nanoseconds
 */
record Arrival(
        RequestUri uri,
        RequestHeaders headers,
        Principal principal,
        Roles roles,
        Executor context,
        InetAddress address,
        boolean mayConnect,
        long answered) {

    /** The close status of a connection from an origin that may not connect. */
    static final CloseStatus FOREIGN_ORIGIN =
            new CloseStatus(CloseStatus.POLICY_VIOLATION, "pages of this origin may not connect");

    /**
     * Runs an action on the current thread, in the context of the handshake: threads of the engine have no context of their own, and
     * beans of the application may need one. Without it if the context no longer exists.
     */
    void run(Runnable action) {
        Claim claim = new Claim();
        try {
            context.execute(claim.guard(action));
        } catch (RuntimeException e) {
            if (!claim.take()) {
                throw e;
            }
            action.run();
        }
    }

    /** Returns the network of the client; empty if its address is not known. */
    Optional<ClientNetwork> network() {
        return Optional.ofNullable(address).map(ClientNetwork::of);
    }

    /** Tells whether another arrival asks for the same, as the same user. */
    boolean isLike(Arrival other) {
        return uri.path().equals(other.uri.path())
                && uri.parameters().equals(other.uri.parameters())
                && name(principal).equals(name(other.principal));
    }

    private static Optional<String> name(Principal principal) {
        return Optional.ofNullable(principal).map(Principal::getName);
    }

    static Arrival of(Session session, Service service) {
        Handshake handshake = Handshake.of(session);
        return of(
                handshake,
                session.getQueryString(),
                handshake.peer().or(() -> service.engine().sessionPeer().addressOf(session)),
                session.isSecure(),
                service);
    }

    /**
     * Describes the arrival of a client.
     *
     * @param query of the request; null for none
     * @param peer the other end of the socket; empty if it is not known
     * @param secure whether the socket is encrypted
     */
    static Arrival of(Handshake handshake, String query, Optional<InetAddress> peer, boolean secure, Service service) {
        WebshocketSettings settings = service.engine().environment().settings();
        return new Arrival(
                RequestUri.of(service.model().path(), handshake.uri(), query),
                handshake.headers(),
                handshake.principal().orElse(null),
                handshake.roles(),
                handshake.context(),
                new ClientAddress(settings.trustedProxies())
                        .of(peer, handshake.headers())
                        .orElse(null),
                mayConnect(handshake, secure, service, peer),
                handshake.answered());
    }

    private static boolean mayConnect(
            Handshake handshake, boolean secure, Service service, Optional<InetAddress> peer) {
        ServiceEnvironment environment = service.engine().environment();
        OriginRule rule = OriginRule.of(environment.settings());
        Function<String, List<String>> headers = name -> handshake.headers().getOrDefault(name, List.of());
        boolean allowed = rule.allows(headers, secure, peer);
        if (!allowed) {
            rule.logRefusal(environment.log(), headers);
        }
        return allowed;
    }
}
