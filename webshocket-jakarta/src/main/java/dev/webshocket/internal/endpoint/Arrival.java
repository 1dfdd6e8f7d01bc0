package dev.webshocket.internal.endpoint;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.spi.platform.OriginRule;
import dev.webshocket.spi.platform.ServiceEnvironment;
import jakarta.websocket.Session;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a client has come: what it asked for, and from where. Immutable but for the roles.
 *
 * @param handshake what the container knows of it
 * @param uri what it asked for
 * @param address of the client, behind proxies that are trusted; empty where the container does not tell it
 * @param mayConnect whether the page that it comes from, if any, may connect
 */
record Arrival(Handshake handshake, RequestUri uri, Optional<InetAddress> address, boolean mayConnect) {

    /** The end of a connection from a page of a site that may not connect. */
    static final CloseStatus FOREIGN_ORIGIN =
            new CloseStatus(CloseStatus.POLICY_VIOLATION, "pages of this origin may not connect");

    static Arrival of(Session session, Service service) {
        return of(
                Handshake.of(session),
                session.getQueryString(),
                SessionPeer.addressOf(session),
                session.isSecure(),
                service);
    }

    /**
     * Describes how a client has come.
     *
     * @param query of the request; null for none
     * @param peer the other end of the socket; empty where it is not known
     * @param secure whether the socket is encrypted
     */
    static Arrival of(Handshake handshake, String query, Optional<InetAddress> peer, boolean secure, Service service) {
        WebshocketSettings settings = service.engine().environment().settings();
        return new Arrival(
                handshake,
                RequestUri.of(service.model().path(), handshake.uri(), query),
                new ClientAddress(settings.trustedProxies()).of(peer, handshake.headers()),
                mayConnect(handshake, secure, service, peer));
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
