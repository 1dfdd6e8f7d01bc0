package dev.webshocket.internal.endpoint;

import dev.webshocket.Per;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.spi.platform.CallContexts;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** Registers one endpoint for each service. */
final class EndpointRegistrar {

    private final ServerContainer container;
    private final CallContexts contexts;

    EndpointRegistrar(ServerContainer container, CallContexts contexts) {
        this.container = container;
        this.contexts = contexts;
    }

    /**
     * Registers them all.
     *
     * @throws DeploymentException if the container refuses one, or a rate limit needs the address of clients, which nobody knows
     */
    void register(List<Service> services) throws DeploymentException {
        if (!contexts.knowsPeers() && !SessionPeer.isFoundIn(container)) {
            refuseLimitsByAddress(services);
        }
        for (Service service : services) {
            container.addEndpoint(ServerEndpointConfig.Builder.create(
                            ServiceEndpoint.class, service.model().path())
                    .subprotocols(Subprotocol.tokens())
                    .configurator(new ServiceConfigurator(service))
                    .build());
        }
    }

    /** They would silently count by connection, and a client may open many. */
    private static void refuseLimitsByAddress(List<Service> services) throws DeploymentException {
        for (Service service : services) {
            for (RpcMethodModel method : service.model().methods().values()) {
                if (method.rateLimit()
                        .filter(limit -> limit.per() == Per.ADDRESS)
                        .isPresent()) {
                    throw new DeploymentException("WEBSHOCKET-0365: the rate limit of " + method.name() + " at "
                            + service.model().path() + " counts by address, but neither the platform nor the "
                            + "WebSocket container tells the address of clients; let the platform's CallContexts know the "
                            + "peers of handshakes, or count by something else");
                }
            }
        }
    }
}
