package dev.webshocket.internal.channel;

import dev.webshocket.spi.ChannelRegistry;

/** Makes registries in memory; found by {@link java.util.ServiceLoader}. */
public final class InMemoryRegistryProvider implements ChannelRegistry.Provider {

    /** For {@link java.util.ServiceLoader}. */
    public InMemoryRegistryProvider() {}

    @Override
    public ChannelRegistry create() {
        return new InMemoryChannelRegistry(new PatternIndex<>());
    }
}
