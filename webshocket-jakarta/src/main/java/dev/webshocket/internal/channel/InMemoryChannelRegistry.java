package dev.webshocket.internal.channel;

import dev.webshocket.ClientConnection;
import dev.webshocket.spi.extension.ChannelRegistry;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the subscriptions of this process: names in a table, patterns in an index. Safe for use by any thread; finding the
 * subscribers of a channel does not block.
 */
public final class InMemoryChannelRegistry implements ChannelRegistry {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final ConcurrentMap<String, Set<ClientConnection>> names = new ConcurrentHashMap<>();
    private final AtomicInteger nameSubscriptions = new AtomicInteger();
    private final PatternIndex<ClientConnection> patterns;

    /** Makes a registry of an empty index. */
    // A parameter, so that a CDI container that scans all classes does not make this class a bean.
    InMemoryChannelRegistry(PatternIndex<ClientConnection> patterns) {
        this.patterns = patterns;
    }

    /**
     * Makes an empty registry.
     *
     * @return a registry that nothing has subscribed to
     */
    public static ChannelRegistry create() {
        return new InMemoryChannelRegistry(new PatternIndex<>());
    }

    @Override
    public CompletionStage<Void> subscribe(ClientConnection subscriber, Collection<String> channels) {
        for (String channel : channels) {
            GlobPattern pattern = GlobPattern.compile(channel);
            if (pattern.isLiteral()) {
                names.compute(channel, (name, subscribers) -> with(subscriber, subscribers));
            } else {
                patterns.add(pattern, subscriber);
            }
        }
        return DONE;
    }

    @Override
    public CompletionStage<Void> unsubscribe(ClientConnection subscriber, Collection<String> channels) {
        for (String channel : channels) {
            GlobPattern pattern = GlobPattern.compile(channel);
            if (pattern.isLiteral()) {
                names.computeIfPresent(channel, (name, subscribers) -> without(subscriber, subscribers));
            } else {
                patterns.remove(pattern, subscriber);
            }
        }
        return DONE;
    }

    /** Runs while the table holds the name, so that no subscriber is added to a set that is being dropped. */
    private Set<ClientConnection> with(ClientConnection subscriber, Set<ClientConnection> subscribers) {
        // Most channels are small: the smallest table makes a channel of one subscriber cheap.
        Set<ClientConnection> all = subscribers == null ? ConcurrentHashMap.newKeySet(1) : subscribers;
        if (all.add(subscriber)) {
            nameSubscriptions.incrementAndGet();
        }
        return all;
    }

    private Set<ClientConnection> without(ClientConnection subscriber, Set<ClientConnection> subscribers) {
        if (subscribers.remove(subscriber)) {
            nameSubscriptions.decrementAndGet();
        }
        return subscribers.isEmpty() ? null : subscribers;
    }

    @Override
    public Set<ClientConnection> subscribers(String channel) {
        Set<ClientConnection> named = names.get(channel);
        Set<ClientConnection> all = named == null ? new HashSet<>() : new HashSet<>(named);
        patterns.forEachMatch(channel, all::add);
        return all;
    }

    @Override
    public int size() {
        return nameSubscriptions.get() + patterns.size();
    }

    /** Tells whether it has no entries, not even an empty channel. */
    boolean isEmpty() {
        return names.isEmpty() && patterns.isEmpty();
    }
}
