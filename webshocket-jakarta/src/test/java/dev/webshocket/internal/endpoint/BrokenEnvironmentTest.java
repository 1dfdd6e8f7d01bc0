package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnDisconnect;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.state.InMemorySessionStates;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.spi.extension.ChannelRegistry;
import dev.webshocket.spi.platform.CallScope;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.spi.platform.ConnectionObserver;
import dev.webshocket.spi.platform.ServiceEnvironment;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Parts of the application may fail with an error, such as NoClassDefFoundError: it is logged, calls are answered, and
 * the connection ends normally.
 */
class BrokenEnvironmentTest {

    @WebSocketHandler("/ws")
    static class Handler {

        final CountDownLatch gone = new CountDownLatch(1);

        @RpcMethod
        void subscribe(ClientConnection connection) {
            connection.subscribe("room");
        }

        @RpcMethod
        @RateLimit(limit = 5, period = "1m")
        void limited() {}

        @RpcMethod
        int free() {
            return 1;
        }

        @OnDisconnect
        void gone() {
            gone.countDown();
        }
    }

    private final Handler handler = new Handler();

    private static NoClassDefFoundError broken() {
        return new NoClassDefFoundError("broken");
    }

    /** Connects a client, makes a call and disconnects, and checks the callbacks and the log. */
    private void connectCallAndDisconnect(String code, Consumer<ServiceEnvironment.Builder> environment)
            throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = EngineServer.startWith(environment, handler)) {
            try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
                assertThat(client.call("subscribe").error()).isNull();
                assertThat(client.call("free").response()).isEqualTo(1L);
            }
            assertThat(handler.gone.await(20, TimeUnit.SECONDS)).isTrue();
            await().until(() -> server.engine().connections() == 0);
            assertThat(log.records()).isNotEmpty().allSatisfy(entry -> {
                assertThat(entry.getMessage()).startsWith(code);
                assertThat(entry.getThrown()).isInstanceOf(NoClassDefFoundError.class);
            });
        }
    }

    @Test
    void registry() throws Exception {
        ChannelRegistry memory = ChannelRegistry.inMemory();
        connectCallAndDisconnect(
                "WEBSHOCKET-0221",
                environment -> environment.channels(new ChannelRegistry() {
                    @Override
                    public CompletionStage<Void> subscribe(ClientConnection subscriber, Collection<String> channels) {
                        return memory.subscribe(subscriber, channels);
                    }

                    @Override
                    public CompletionStage<Void> unsubscribe(ClientConnection subscriber, Collection<String> channels) {
                        throw broken();
                    }

                    @Override
                    public Set<ClientConnection> subscribers(String channel) {
                        return memory.subscribers(channel);
                    }

                    @Override
                    public int size() {
                        return memory.size();
                    }
                }));
    }

    @Test
    void observer() throws Exception {
        connectCallAndDisconnect(
                "WEBSHOCKET-0201",
                environment -> environment.observer(new ConnectionObserver() {
                    @Override
                    public void connected(ClientConnection connection) {
                        throw broken();
                    }

                    @Override
                    public void disconnected(ClientConnection connection) {
                        throw broken();
                    }
                }));
    }

    @Test
    void states() throws Exception {
        connectCallAndDisconnect(
                "WEBSHOCKET-0201",
                environment -> environment.states(new InMemorySessionStates() {
                    @Override
                    public CompletionStage<Void> end(String uid) {
                        throw broken();
                    }
                }));
    }

    @Test
    void scopes() throws Exception {
        connectCallAndDisconnect(
                "WEBSHOCKET-0201",
                environment -> environment.scopes(new CallScopes() {
                    @Override
                    public CallScope begin(ClientConnection connection) {
                        return CallScope.NONE;
                    }

                    @Override
                    public void connectionEnded(ClientConnection connection) {
                        throw broken();
                    }
                }));
    }

    @Test
    void rateLimits() throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = EngineServer.startWith(
                        environment -> environment.rateLimits((key, rate, connection) -> {
                            throw broken();
                        }),
                        handler);
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            // Before and after the connect callbacks.
            for (int i = 0; i < 2; i++) {
                assertThat(client.call("limited").error()).isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code());
                assertThat(client.call("free").response()).isEqualTo(1L);
            }
            assertThat(log.records()).hasSize(1).allSatisfy(entry -> {
                assertThat(entry.getMessage()).startsWith("WEBSHOCKET-0200");
                assertThat(entry.getThrown()).hasRootCauseInstanceOf(NoClassDefFoundError.class);
            });
        }
    }
}
