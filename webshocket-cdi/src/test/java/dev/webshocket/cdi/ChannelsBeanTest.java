package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ChannelMessage;
import dev.webshocket.ChannelPresence;
import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Recipients;
import dev.webshocket.spi.extension.ChannelRegistry;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The injectable channels, and the registry behind them. */
class ChannelsBeanTest {

    @Dependent
    static class Publisher {
        @Inject
        Channels channels;

        @Inject
        ClientConnection connection;
    }

    /** Records its calls. */
    private static final class RecordedChannels implements Channels {

        final List<Object> asked = new ArrayList<>();

        @Override
        public int publish(String channel, Object data, Recipients recipients) {
            asked.add(List.of(channel, data, recipients));
            return 1;
        }

        @Override
        public int publish(Collection<String> channels, Object data, Recipients recipients) {
            asked.add(List.of(channels, data, recipients));
            return 2;
        }

        @Override
        public int broadcast(Object data, Recipients recipients) {
            asked.add(List.of(data, recipients));
            return 3;
        }

        @Override
        public int toUser(String name, Object data) {
            asked.add(List.of(name, data));
            return 4;
        }

        @Override
        public ChannelPresence presence(String channel) {
            asked.add("presence of " + channel);
            return new ChannelPresence(channel, List.of());
        }

        @Override
        public CompletionStage<ChannelPresence> presenceAsync(String channel) {
            asked.add("presence of " + channel + " later");
            return CompletableFuture.completedStage(new ChannelPresence(channel, List.of()));
        }

        @Override
        public CompletionStage<Integer> presenceCount(String channel) {
            asked.add("count of " + channel);
            return CompletableFuture.completedStage(4);
        }

        @Override
        public List<ChannelMessage> history(String channel, int limit, String before) {
            asked.add(Arrays.asList(channel, limit, before));
            return List.of();
        }

        @Override
        public CompletionStage<List<ChannelMessage>> historyAsync(String channel, int limit, String before) {
            asked.add(Arrays.asList(channel, limit, before));
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public Set<String> names() {
            asked.add("names");
            return Set.of("a");
        }

        @Override
        public Set<ClientConnection> subscribers(String channel) {
            asked.add(channel);
            return Set.of();
        }

        @Override
        public Channels at(String path) {
            asked.add(path);
            return this;
        }
    }

    private static WebshocketEngine engine(Channels channels) {
        return (WebshocketEngine) Proxy.newProxyInstance(
                WebshocketEngine.class.getClassLoader(),
                new Class<?>[] {WebshocketEngine.class},
                (proxy, method, args) -> {
                    // The container closes it at its end.
                    assertThat(method.getName()).isIn("channels", "close");
                    return method.getName().equals("channels") ? channels : null;
                });
    }

    @Test
    void channelsAreThoseOfTheEngineOnceItExists() {
        try (TestContainer container = TestContainer.of(Publisher.class)) {
            Channels injected = container.bean(Publisher.class).channels;
            RecordedChannels channels = new RecordedChannels();
            container.environment().started().accept(engine(channels));

            assertThat(injected.publish("a", "x")).isEqualTo(1);
            assertThat(injected.publish(List.of("a", "b"), "x")).isEqualTo(2);
            assertThat(injected.broadcast("x")).isEqualTo(3);
            assertThat(injected.presence("a").channel()).isEqualTo("a");
            assertThat(injected.presenceAsync("b").toCompletableFuture().join().channel())
                    .isEqualTo("b");
            assertThat(injected.presenceCount("c").toCompletableFuture().join()).isEqualTo(4);
            assertThat(injected.at("/ws").broadcast("y")).isEqualTo(3);
            assertThat(injected.toUser("ada", "z")).isEqualTo(4);
            assertThat(injected.history("a", 5)).isEmpty();
            assertThat(injected.historyAsync("b", 6, "e.1.2")).isCompleted();
            assertThat(injected.names()).containsExactly("a");
            assertThat(injected.subscribers("c")).isEmpty();

            Recipients all = Recipients.all();
            assertThat(channels.asked)
                    .containsExactly(
                            List.of("a", "x", all),
                            List.of(List.of("a", "b"), "x", all),
                            List.of("x", all),
                            "presence of a",
                            "presence of b later",
                            "count of c",
                            "/ws",
                            List.of("y", all),
                            List.of("ada", "z"),
                            Arrays.asList("a", 5, null),
                            List.of("b", 6, "e.1.2"),
                            "names",
                            "c");
        }
    }

    @Test
    void failWithAMessageBeforeTheEngineExists() {
        try (TestContainer container = TestContainer.of(Publisher.class)) {
            Channels injected = container.bean(Publisher.class).channels;
            assertThatThrownBy(() -> injected.broadcast("x"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("This application has not registered a WebSocket endpoint yet");
            assertThatThrownBy(() -> injected.at("/ws")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void exceptWithTheInjectedConnectionExcludesThatOfTheCall() {
        try (TestContainer container = TestContainer.of(Publisher.class)) {
            FakeConnection alice = new FakeConnection("alice");
            Publisher publisher = container.bean(Publisher.class);

            Recipients others = container.call(alice, () -> Recipients.except(publisher.connection));

            assertThat(others.includes(alice)).isFalse();
            assertThat(others.includes(new FakeConnection("bob"))).isTrue();
        }
    }

    @Test
    void theApplicationHasOneRegistry() {
        try (TestContainer container = TestContainer.of()) {
            FakeConnection alice = new FakeConnection("alice");
            container.environment().channels().subscribe(alice, List.of("room", "news.*"));

            ChannelRegistry registry = container.bean(ChannelRegistry.class);

            assertThat(registry.size()).isEqualTo(2);
            assertThat(registry.subscribers("news.tech")).containsExactly(alice);
        }
    }

    @Test
    void aBeanOfTheApplicationReplacesTheRegistry() {
        try (TestContainer container = TestContainer.of(OwnRegistry.class)) {
            assertThat(container.environment().channels().size()).isEqualTo(41);
        }
    }

    @ApplicationScoped
    static class OwnRegistry implements ChannelRegistry {

        @Override
        public CompletionStage<Void> subscribe(ClientConnection subscriber, Collection<String> channels) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Void> unsubscribe(ClientConnection subscriber, Collection<String> channels) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public Set<ClientConnection> subscribers(String channel) {
            return Set.of();
        }

        @Override
        public int size() {
            return 41;
        }
    }
}
