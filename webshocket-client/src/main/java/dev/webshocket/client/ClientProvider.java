package dev.webshocket.client;

import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;

/** Makes clients; found by {@link ServiceLoader}, so that this package knows nothing of what is below it. */
public interface ClientProvider {

    /**
     * Connects a client.
     *
     * @param options its options
     * @return a connected client
     */
    WebSocketClient connect(ClientOptions options);

    /**
     * Connects a client.
     *
     * @param options its options
     * @return the connected client when it is there
     */
    CompletableFuture<WebSocketClient> connectAsync(ClientOptions options);

    static ClientProvider load() {
        return ServiceLoader.load(ClientProvider.class, ClientProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("webshocket-jakarta is not whole: no client in it"));
    }
}
