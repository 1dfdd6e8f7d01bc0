package dev.webshocket.internal.client;

import dev.webshocket.client.ClientOptions;
import dev.webshocket.client.ClientProvider;
import dev.webshocket.client.WebSocketClient;
import java.util.concurrent.CompletableFuture;

/** Creates reconnecting clients; found by {@link java.util.ServiceLoader}. Stateless. */
public final class ReconnectingClientProvider implements ClientProvider {

    /** For {@link java.util.ServiceLoader}. */
    public ReconnectingClientProvider() {}

    @Override
    public WebSocketClient connect(ClientOptions options) {
        return new ReconnectingClient(options).connect();
    }

    @Override
    public CompletableFuture<WebSocketClient> connectAsync(ClientOptions options) {
        return new ReconnectingClient(options).connectAsync();
    }
}
