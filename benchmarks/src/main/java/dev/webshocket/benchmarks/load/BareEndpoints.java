package dev.webshocket.benchmarks.load;

import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Set;

/** The endpoints of the bare container, one for each kind of answer; a WAR registers them by this class. */
public final class BareEndpoints implements ServerApplicationConfig {

    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
        return Set.of(
                config(BareEcho.class, "/bare/echo"),
                config(BareReceipt.class, "/bare/receipt"),
                config(BarePush.class, "/bare/push"),
                config(BareStream.class, "/bare/stream/{count}/{size}"));
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> found) {
        return found;
    }

    private static ServerEndpointConfig config(Class<? extends Endpoint> endpoint, String path) {
        return ServerEndpointConfig.Builder.create(endpoint, path)
                .subprotocols(List.of("webshocket.v1", "webshocket.v1.json"))
                .build();
    }
}
