package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.Has;
import dev.webshocket.NonBlocking;
import dev.webshocket.OnConnect;
import dev.webshocket.RateLimit;
import dev.webshocket.Requires;
import dev.webshocket.RpcMethod;
import dev.webshocket.Rule;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.extension.RateLimitOutcome;
import dev.webshocket.spi.platform.ConnectionObserver;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that arrive before the connect callbacks have accepted the client. */
class EarlyCallsTest {

    /** Refuses clients when the test tells it to. */
    static final class Slow implements Rule {

        static CountDownLatch asked;
        static CountDownLatch decide;

        @Override
        public Predicate<ClientConnection> predicate() {
            return connection -> {
                asked.countDown();
                try {
                    decide.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return false;
            };
        }
    }

    @WebSocketHandler("/ws")
    static class Handler {

        final CountDownLatch gate = new CountDownLatch(1);
        final CountDownLatch observed = new CountDownLatch(1);

        @OnConnect
        void connected(ClientConnection connection) throws InterruptedException {
            gate.await();
            connection.set("user", "alice");
        }

        @RpcMethod
        @Has("user")
        Object who(ClientConnection connection) {
            return connection.get("user");
        }

        @RpcMethod
        @NonBlocking
        @Has("user")
        @RateLimit(limit = 5, period = "1m")
        int quick(int n) {
            return n;
        }

        @RpcMethod
        @Has("seen")
        boolean seen() {
            return true;
        }

        @RpcMethod
        @Has("admin")
        @RateLimit(limit = 5, period = "1m")
        void admin() {}

        @RpcMethod
        @Requires(Slow.class)
        void slow() {}

        @RpcMethod
        void rename(ClientConnection connection, String user) {
            connection.set("user", user);
        }
    }

    /** Sets an attribute in the observer, when the test allows it. */
    private final class Observer implements ConnectionObserver {

        @Override
        public void connected(ClientConnection connection) {
            try {
                handler.observed.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            connection.set("seen", true);
        }

        @Override
        public void disconnected(ClientConnection connection) {}
    }

    private final Handler handler = new Handler();
    private final AtomicInteger counted = new AtomicInteger();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        Slow.asked = new CountDownLatch(1);
        Slow.decide = new CountDownLatch(1);
        server = EngineServer.startWith(
                environment -> environment
                        .observer(new Observer())
                        .rateLimits((key, rate, connection) -> CompletableFuture.completedFuture(
                                new RateLimitOutcome(counted.incrementAndGet() <= rate.limit(), Duration.ZERO))),
                handler);
    }

    @AfterEach
    void stop() {
        handler.gate.countDown();
        handler.observed.countDown();
        Slow.decide.countDown();
        server.close();
    }

    private WireClient connect(Wire wire) {
        return WireClient.connect(server.uri("/ws"), wire);
    }

    /** Waits until all sent messages have arrived: a call of an unknown method is answered at once. */
    private static void awaitArrival(WireClient client) throws InterruptedException {
        assertThat(client.call("nope").error()).isEqualTo(RpcErrorCode.RPC_METHOD_NOT_FOUND.code());
    }

    private void letIn() {
        handler.gate.countDown();
        handler.observed.countDown();
    }

    @ParameterizedTest
    @EnumSource
    void seeTheAttributesThatTheCallbackSets(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            String who = client.request("who", List.of(), Map.of());
            String rename = client.request("rename", List.of("bob"), Map.of());
            String quick = client.request("quick", List.of(7), Map.of());
            awaitArrival(client);
            letIn();
            assertThat(client.response()).isEqualTo(RpcResponse.result(who, "alice"));
            assertThat(client.response()).isEqualTo(RpcResponse.result(rename, null));
            assertThat(client.response()).isEqualTo(RpcResponse.result(quick, 7L));
        }
    }

    @Test
    void seeTheAttributesThatObserversSet() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            String seen = client.request("seen", List.of(), Map.of());
            handler.gate.countDown();
            awaitArrival(client);
            handler.observed.countDown();
            assertThat(client.response()).isEqualTo(RpcResponse.result(seen, true));
        }
    }

    @ParameterizedTest
    @EnumSource
    void deniedOnesDoNotCountForLimits(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            String denied = client.request("admin", List.of("too", "many"), Map.of());
            String quick = client.request("quick", List.of("no number"), Map.of());
            awaitArrival(client);
            letIn();
            assertThat(client.response(denied).error()).isEqualTo(RpcErrorCode.RPC_ACCESS_DENIED.code());
            assertThat(client.response(quick).error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
            assertThat(counted).hasValue(1);
        }
    }

    @Test
    void areLimited() throws Exception {
        counted.set(5);
        try (WireClient client = connect(Wire.MSGPACK)) {
            String quick = client.request("quick", List.of(1), Map.of());
            awaitArrival(client);
            letIn();
            assertThat(client.response(quick).error()).isEqualTo(RpcErrorCode.RPC_RATE_LIMITED.code());
        }
    }

    @Test
    void cancelledOnesAreNotRefused() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            String slow = client.request("slow", List.of(), Map.of());
            awaitArrival(client);
            letIn();
            Slow.asked.await();
            client.cancel(slow);
            String who = client.request("who", List.of(), Map.of());
            awaitArrival(client);
            Slow.decide.countDown();
            assertThat(client.response()).isEqualTo(RpcResponse.result(who, "alice"));
        }
    }
}
