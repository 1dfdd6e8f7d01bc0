package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.spi.platform.ConnectionOpener;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The connection of one handshake on a platform with its own links. Immutable.
 *
 * @param service the requested service
 * @param handshake of the client
 * @param query of the request; null for none
 * @param subprotocol the one that the handshake agreed on
 */
record LinkConnection(Service service, Handshake handshake, String query, Subprotocol subprotocol)
        implements ConnectionOpener {

    /** Reads the agreement of the handshake. */
    static LinkConnection of(
            Service service, Handshake handshake, HandshakeRequest request, HandshakeResponse response) {
        List<String> agreed = response.getHeaders().getOrDefault(HandshakeRequest.SEC_WEBSOCKET_PROTOCOL, List.of());
        return new LinkConnection(
                service, handshake, request.getQueryString(), Subprotocol.of(agreed.isEmpty() ? null : agreed.get(0)));
    }

    @Override
    public int maxMessageBytes() {
        return service.engine().environment().settings().maxMessageBytes();
    }

    @Override
    public void open(LinkFactory links, Optional<InetAddress> peer, boolean secure) {
        Link[] made = new Link[1];
        try {
            service.open(
                    Arrival.of(handshake, query, peer, secure, service),
                    subprotocol,
                    (listener, memory) -> made[0] = links.create(listener, memory));
        } catch (RuntimeException | Error e) {
            if (made[0] != null) {
                made[0].close(JakartaLink.status(service.engine().cannotOpen()));
            }
            throw e;
        }
    }
}
