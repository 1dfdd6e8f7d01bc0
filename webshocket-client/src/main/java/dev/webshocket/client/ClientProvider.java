package dev.webshocket.client;

import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;

/** Creates clients. {@link ServiceLoader} finds it, so that this package does not depend on the implementation. */
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
     * @return completes with the connected client
     */
    CompletableFuture<WebSocketClient> connectAsync(ClientOptions options);

    static ClientProvider load() {
        return ServiceLoader.load(ClientProvider.class, ClientProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "no ClientProvider found: put the complete webshocket-client on the class path or module path"));
    }
}
