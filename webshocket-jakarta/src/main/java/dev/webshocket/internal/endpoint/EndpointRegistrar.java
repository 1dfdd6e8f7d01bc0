package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.session.Subprotocol;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** Registers one endpoint for each service. */
final class EndpointRegistrar {

    private final ServerContainer container;

    EndpointRegistrar(ServerContainer container) {
        this.container = container;
    }

    void register(List<Service> services) throws DeploymentException {
        for (Service service : services) {
            container.addEndpoint(ServerEndpointConfig.Builder.create(
                            ServiceEndpoint.class, service.model().path())
                    .subprotocols(Subprotocol.tokens())
                    .configurator(new ServiceConfigurator(service))
                    .build());
        }
    }
}
