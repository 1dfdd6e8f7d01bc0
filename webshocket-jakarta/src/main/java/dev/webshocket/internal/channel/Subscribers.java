package dev.webshocket.internal.channel;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.extension.ChannelRegistry;
import java.util.function.Consumer;

/**
 * The subscribers of channels among the connections of one engine. Immutable; safe for use by any thread.
 *
 * @param registry has the subscribers, which must be {@link Receiver}s
 * @param connections of the engine
 */
record Subscribers(ChannelRegistry registry, Receivers connections) {

    /** Passes each connection on that has subscribed to a channel, by its name or by a pattern, also one that has closed. */
    void forEach(String channel, Consumer<? super Receiver> action) {
        for (ClientConnection subscriber : registry.subscribers(channel)) {
            // In an EAR several web applications may share a registry, but not their subscribers.
            if (connections.all().contains(subscriber)) {
                action.accept((Receiver) subscriber);
            }
        }
    }
}
