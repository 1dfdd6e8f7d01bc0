package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.Concurrent;
import dev.webshocket.NonBlocking;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.extension.ChannelRegistry;
import dev.webshocket.spi.platform.CallContexts;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls run in the thread context of their handshake. */
class ContextsTest {

    private static final ThreadLocal<Integer> CONTEXT = new ThreadLocal<>();

    /** Numbers the handshakes, and carries the number to their calls. */
    private static final class Numbers implements CallContexts {
        private final AtomicInteger handshakes = new AtomicInteger();

        @Override
        public Executor capture() {
            int number = handshakes.incrementAndGet();
            return task -> {
                Integer before = CONTEXT.get();
                CONTEXT.set(number);
                try {
                    task.run();
                } finally {
                    CONTEXT.set(before);
                }
            };
        }
    }

    @WebSocketHandler("/ws")
    static class Handler {
        final BlockingQueue<Integer> connected = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> disconnected = new LinkedBlockingQueue<>();

        @OnConnect
        void connected() {
            connected.add(CONTEXT.get());
        }

        @OnDisconnect
        void disconnected() {
            disconnected.add(CONTEXT.get());
        }

        @RpcMethod
        void join(ClientConnection connection) {
            connection.subscribe("room");
        }

        @RpcMethod
        Integer plain() {
            return CONTEXT.get();
        }

        @RpcMethod
        @NonBlocking
        Integer nonBlocking() {
            return CONTEXT.get();
        }

        @RpcMethod
        @Concurrent
        Integer concurrent() {
            return CONTEXT.get();
        }

        @RpcMethod
        void emitter(RpcStream<Integer> out) {
            out.send(CONTEXT.get());
        }

        @RpcMethod
        Stream<Integer> stream() {
            return IntStream.range(0, 1).mapToObj(i -> CONTEXT.get());
        }
    }

    /** Records the contexts in which subscriptions end. */
    private static final class Registry implements ChannelRegistry {
        private final ChannelRegistry memory = ChannelRegistry.inMemory();
        final BlockingQueue<Integer> unsubscribed = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<Void> subscribe(ClientConnection subscriber, Collection<String> channels) {
            return memory.subscribe(subscriber, channels);
        }

        @Override
        public CompletionStage<Void> unsubscribe(ClientConnection subscriber, Collection<String> channels) {
            unsubscribed.add(Objects.requireNonNullElse(CONTEXT.get(), NO_CONTEXT));
            return memory.unsubscribe(subscriber, channels);
        }

        @Override
        public Set<ClientConnection> subscribers(String channel) {
            return memory.subscribers(channel);
        }

        @Override
        public int size() {
            return memory.size();
        }
    }

    private static final int NO_CONTEXT = -1;

    private final Handler handler = new Handler();
    private final Registry registry = new Registry();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.startWith(
                environment -> environment.contexts(new Numbers()).channels(registry), handler);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "nonBlocking", "concurrent", "emitter", "stream"})
    void callsOfEachKindHaveTheContextOfTheirHandshake(String method) throws Exception {
        try (WireClient first = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            assertThat(first.call(method).response()).isEqualTo(1L);
            try (WireClient second = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
                assertThat(second.call(method).response()).isEqualTo(2L);
            }
        }
    }

    @Test
    void callbacksHaveTheContextToo() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            assertThat(client.call("plain").response()).isEqualTo(1L);
            assertThat(handler.connected.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(handler.disconnected.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void subscriptionsEndInTheContextWhateverThreadClosesTheConnection() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            client.call("join");
            server.engine().clients().stream().forEach(connection -> connection.close(1000, "bye"));

            assertThat(registry.unsubscribed.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }
}
