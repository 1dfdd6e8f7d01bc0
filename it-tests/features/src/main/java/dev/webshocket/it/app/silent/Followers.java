package dev.webshocket.it.app.silent;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.extension.ChannelRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The application's own registry, which is a bean, and so works only where the thread has the application's context. */
@ApplicationScoped
public class Followers implements ChannelRegistry {

    private final ChannelRegistry registry = ChannelRegistry.inMemory();

    @Override
    public CompletionStage<Void> subscribe(ClientConnection subscriber, Collection<String> channels) {
        return registry.subscribe(subscriber, channels);
    }

    @Override
    public CompletionStage<Void> unsubscribe(ClientConnection subscriber, Collection<String> channels) {
        return registry.unsubscribe(subscriber, channels);
    }

    @Override
    public Set<ClientConnection> subscribers(String channel) {
        return registry.subscribers(channel);
    }

    @Override
    public int size() {
        return registry.size();
    }
}
