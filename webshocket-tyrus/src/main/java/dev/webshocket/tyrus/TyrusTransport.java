package dev.webshocket.tyrus;

import dev.webshocket.internal.link.CloseStatus;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/**
 * Tyrus on our own Grizzly listener. Tyrus's listener always listens on all interfaces, with pools of fixed sizes.
 *
 * <p>Add the endpoints first, then {@linkplain #open open} it once.
 */
final class TyrusTransport extends TyrusServerContainer {

    private static final CloseStatus GOING_AWAY = new CloseStatus(CloseStatus.GOING_AWAY, "the server stops");

    private final TransportConfig config;
    private final WebSocketEngine engine = TyrusWebSocketEngine.builder(this).build();
    private final OpenLinks links = new OpenLinks();
    private final Network network;

    TyrusTransport(TransportConfig config) {
        super((Set<Class<?>>) null);
        this.config = config;
        network = new Network(config, engine, links);
    }

    /**
     * Starts to listen.
     *
     * @throws DeploymentException if an endpoint is refused; nothing listens then
     * @throws IOException if it cannot listen there; {@link #stop} then frees all resources
     */
    void open() throws DeploymentException, IOException {
        start(config.contextPath(), config.port());
    }

    @Override
    public void start(String contextPath, int port) throws DeploymentException, IOException {
        // Endpoints first: a client must not find the port open and its path missing.
        super.start(contextPath, port);
        doneDeployment();
        network.open();
    }

    /** Accepts no more connections; open ones stay. */
    void refuse() {
        network.refuse();
    }

    /** Closes all open connections with 1001, and frees the port and all threads. */
    @Override
    public void stop() {
        refuse();
        links.closeAll(GOING_AWAY);
        links.awaitNone(GrizzlyLink.LINGER);
        try {
            network.close();
        } finally {
            super.stop();
        }
    }

    /** Returns the number of open upgraded connections. */
    int connections() {
        return links.size();
    }

    @Override
    public int getPort() {
        return network.port();
    }

    @Override
    public void register(Class<?> endpoint) throws DeploymentException {
        engine.register(endpoint, config.contextPath());
    }

    @Override
    public void register(ServerEndpointConfig endpoint) throws DeploymentException {
        engine.register(endpoint, config.contextPath());
    }

    @Override
    public WebSocketEngine getWebSocketEngine() {
        return engine;
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of();
    }
}
