package dev.webshocket.internal.container;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.time.Duration;
import java.util.OptionalInt;

/** Gives what Jakarta WebSocket finds, of which nothing more is known. Stateless. */
final class ProvidedContainers implements ClientContainers {

    @Override
    public WebSocketContainer container(Duration connectTimeout, int maxMessageBytes) {
        try {
            return ContainerProvider.getWebSocketContainer();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "there is no Jakarta WebSocket container; add webshocket-client, which brings one", e);
        }
    }

    @Override
    public OptionalInt refusal(Throwable failure) {
        return OptionalInt.empty();
    }
}
