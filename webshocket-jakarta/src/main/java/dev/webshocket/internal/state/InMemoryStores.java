package dev.webshocket.internal.state;

import dev.webshocket.internal.channel.InMemoryChannelRegistry;
import dev.webshocket.internal.history.InMemoryMessageLog;
import dev.webshocket.internal.limit.InMemoryRateLimitBuckets;
import dev.webshocket.internal.presence.InMemoryPresenceStore;
import dev.webshocket.spi.extension.ChannelRegistry;
import dev.webshocket.spi.extension.DefaultStores;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.SessionStates;
import dev.webshocket.spi.extension.SessionStore;
import java.util.function.LongSupplier;

/** Makes the stores in memory; found by {@link java.util.ServiceLoader}. Stateless. */
public final class InMemoryStores implements DefaultStores {

    /** For {@link java.util.ServiceLoader}. */
    public InMemoryStores() {}

    @Override
    public ChannelRegistry channels() {
        return InMemoryChannelRegistry.create();
    }

    @Override
    public RateLimitBuckets rateLimitBuckets(int maximum, LongSupplier nanoClock) {
        return new InMemoryRateLimitBuckets(maximum, nanoClock);
    }

    @Override
    public SessionStates sessionStates() {
        return new InMemorySessionStates();
    }

    @Override
    public MessageLog messages(long bytes) {
        return new InMemoryMessageLog(bytes, System::currentTimeMillis);
    }

    @Override
    public PresenceStore presence() {
        return new InMemoryPresenceStore(System::nanoTime);
    }

    @Override
    public SessionStore sessions(int maximum, LongSupplier nanoClock) {
        return new InMemorySessionStore(maximum, nanoClock);
    }
}
