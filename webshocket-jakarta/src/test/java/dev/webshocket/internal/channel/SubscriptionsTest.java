package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ChannelPatterns;
import dev.webshocket.ChannelRules;
import dev.webshocket.ClientConnection;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.extension.ChannelRegistry;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.support.FakeConnections;
import dev.webshocket.support.RecordedLog;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The subscriptions of a connection and the registry, also with concurrent changes and failures of the registry. */
class SubscriptionsTest {

    private static final ChannelLimits LIMITS = new ChannelLimits(256, 1000, ChannelPatterns.ALLOW, 32, 16);

    private final InMemoryChannelRegistry registry = new InMemoryChannelRegistry(new PatternIndex<>());
    private final ClientConnection alice = FakeConnections.of("alice");

    private static Subscriptions subscriptions(ClientConnection subscriber, ChannelRegistry registry) {
        SampledLog log = new SampledLog();
        EnginePresence presence =
                new EnginePresence(PresenceStore.inMemory(), new ChannelRuleTable(ChannelRules.none()), null, log);
        return new Subscriptions(subscriber, registry, LIMITS, presence.of(subscriber), SubscriptionObserver.NONE, log);
    }

    @Test
    void theEndRemovesAllSubscriptionsAndLaterChangesHaveNoEffect() {
        Subscriptions subscriptions = subscriptions(alice, registry);
        subscriptions.add("room", "news.*", "[", "*");
        assertThat(registry.size()).isEqualTo(4);
        assertThat(registry.subscribers("news.x")).containsExactly(alice);

        subscriptions.end();
        subscriptions.end();
        subscriptions.add("room", "x*");
        subscriptions.remove("room");

        assertThat(registry.isEmpty()).isTrue();
        assertThat(registry.size()).isZero();
        assertThat(subscriptions.snapshot()).containsExactly("room", "news.*", "[", "*");
        subscriptions.forget();
        subscriptions.add("room");
        assertThat(subscriptions.snapshot()).isEmpty();
        assertThat(registry.isEmpty()).isTrue();
    }

    @Test
    void aSnapshotDoesNotChange() {
        Subscriptions subscriptions = subscriptions(alice, registry);
        subscriptions.add("a");
        Set<String> snapshot = subscriptions.snapshot();
        subscriptions.add("b");
        assertThat(snapshot).containsExactly("a");
        assertThatThrownBy(() -> snapshot.add("c")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theLastSubscriberRemovesTheChannelFromTheRegistry() {
        Subscriptions first = subscriptions(alice, registry);
        Subscriptions second = subscriptions(FakeConnections.of("bob"), registry);
        first.add("room", "r*");
        second.add("room", "r*");
        first.remove("room", "r*");
        assertThat(registry.subscribers("room")).hasSize(1);
        second.remove("room", "r*");
        assertThat(registry.isEmpty()).isTrue();
        second.add("room");
        assertThat(registry.subscribers("room")).hasSize(1);
    }

    @Test
    void subscribingWhileTheConnectionEndsLeavesNoSubscription() throws Exception {
        int subscribers = 3;
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CyclicBarrier start = new CyclicBarrier(subscribers + 1);
            for (int round = 0; round < 2000; round++) {
                Subscriptions subscriptions = subscriptions(alice, registry);
                Future<?>[] tasks = new Future<?>[subscribers];
                for (int i = 0; i < subscribers; i++) {
                    String name = "room" + i;
                    tasks[i] = threads.submit(() -> {
                        start.await(20, TimeUnit.SECONDS);
                        subscriptions.add("shared", name, name + "*");
                        subscriptions.remove(name);
                        return null;
                    });
                }
                start.await(20, TimeUnit.SECONDS);
                subscriptions.end();
                for (Future<?> task : tasks) {
                    task.get(20, TimeUnit.SECONDS);
                }
                assertThat(registry.isEmpty()).isTrue();
                assertThat(registry.size()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void manyConnectionsSubscribeAndEndOnOneChannel() throws Exception {
        int threads = 4;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            Future<?>[] tasks = new Future<?>[threads];
            for (int i = 0; i < threads; i++) {
                Subscriptions subscriptions = subscriptions(FakeConnections.of("c" + i), registry);
                ClientConnection self = FakeConnections.of("self" + i);
                Subscriptions own = subscriptions(self, registry);
                tasks[i] = executor.submit(() -> {
                    for (int round = 0; round < 2000; round++) {
                        start.await(20, TimeUnit.SECONDS);
                        subscriptions.add("room");
                        own.add("room");
                        assertThat(registry.subscribers("room")).contains(self);
                        own.remove("room");
                        assertThat(registry.subscribers("room")).doesNotContain(self);
                        subscriptions.remove("room");
                    }
                    return null;
                });
            }
            for (Future<?> task : tasks) {
                task.get(60, TimeUnit.SECONDS);
            }
            assertThat(registry.isEmpty()).isTrue();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void aFailureOfTheRegistryIsLoggedAndBreaksNothing() {
        ChannelRegistry failing = new ChannelRegistry() {
            @Override
            public CompletionStage<Void> subscribe(ClientConnection subscriber, Collection<String> channels) {
                return CompletableFuture.failedFuture(new IllegalStateException("no network"));
            }

            @Override
            public CompletionStage<Void> unsubscribe(ClientConnection subscriber, Collection<String> channels) {
                throw new IllegalStateException("no network");
            }

            @Override
            public Set<ClientConnection> subscribers(String channel) {
                return Set.of();
            }

            @Override
            public int size() {
                return 0;
            }
        };
        try (RecordedLog log = RecordedLog.of("dev.webshocket")) {
            Subscriptions subscriptions = subscriptions(alice, failing);
            subscriptions.add("room");
            subscriptions.end();
            assertThat(log.records())
                    .hasSize(2)
                    .allSatisfy(entry -> assertThat(entry.getMessage())
                            .startsWith("WEBSHOCKET-0221")
                            .contains("alice")
                            .contains("[room]"));
        }
    }
}
