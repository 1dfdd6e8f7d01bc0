package dev.webshocket.internal.endpoint;

import dev.webshocket.spi.platform.LinkUpgrade;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** Configures the handshakes of one path: chooses the subprotocol and stores the client's data from the request. */
final class ServiceConfigurator extends ServerEndpointConfig.Configurator {

    private final Service service;

    ServiceConfigurator(Service service) {
        this.service = service;
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        // The client's order of preference; an empty answer means none, as for a client that requests none.
        return requested.stream()
                // Some containers leave the space before the comma of a list.
                .map(String::strip)
                .filter(supported::contains)
                .findFirst()
                .orElse("");
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Handshake handshake =
                Handshake.of(request, service.engine().environment().contexts());
        if (response instanceof LinkUpgrade upgrade) {
            upgrade.openWith(LinkConnection.of(service, handshake, request, response));
        } else {
            config.getUserProperties().put(Handshake.PROPERTY, handshake);
        }
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        return endpointClass.cast(new ServiceEndpoint(service));
    }
}
