package dev.webshocket.benchmarks.load;

import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;
import java.util.Set;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;

/** The bare endpoints on an unmodified Tyrus. */
public final class BareServer {

    private BareServer() {}

    /**
     * Serves until it is killed, and prints the port.
     *
     * @param args none
     * @throws Exception if the container does not start
     */
    public static void main(String[] args) throws Exception {
        TyrusServerContainer container = (TyrusServerContainer) ServerContainerFactory.createServerContainer(Map.of());
        for (ServerEndpointConfig config : new BareEndpoints().getEndpointConfigs(Set.of())) {
            ((ServerContainer) container).addEndpoint(config);
        }
        container.start("/", 0);
        System.out.println("port " + container.getPort());
        Thread.currentThread().join();
    }
}
