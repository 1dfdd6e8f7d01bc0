package dev.webshocket.cdi;

import dev.webshocket.Channels;
import dev.webshocket.Recipients;
import dev.webshocket.spi.WebshocketEngine;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What beans get that inject {@link Channels}: those of the application's engine, which is made after the beans. Safe
 * for use by any thread.
 */
final class InjectedChannels implements Channels {

    private final AtomicReference<WebshocketEngine> engine;

    InjectedChannels(AtomicReference<WebshocketEngine> engine) {
        this.engine = engine;
    }

    /**
     * Returns the channels themselves.
     *
     * @throws IllegalStateException if the engine has not been made yet
     */
    private Channels channels() {
        WebshocketEngine made = engine.get();
        if (made == null) {
            throw new IllegalStateException("No WebSocket endpoint of this application has been registered yet, so "
                    + "that nobody can be connected: Channels can be injected at any time, but used only after the "
                    + "application's beans have started. An application without a @WebSocketHandler never has one.");
        }
        return made.channels();
    }

    @Override
    public int publish(String channel, Object data, Recipients recipients) {
        return channels().publish(channel, data, recipients);
    }

    @Override
    public int publish(Collection<String> channels, Object data, Recipients recipients) {
        return channels().publish(channels, data, recipients);
    }

    @Override
    public int broadcast(Object data, Recipients recipients) {
        return channels().broadcast(data, recipients);
    }

    @Override
    public Channels at(String path) {
        return channels().at(path);
    }
}
