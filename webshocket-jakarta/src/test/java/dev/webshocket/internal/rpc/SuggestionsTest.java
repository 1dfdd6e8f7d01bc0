package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.Has;
import dev.webshocket.OnConnect;
import dev.webshocket.Requires;
import dev.webshocket.RpcMethod;
import dev.webshocket.Rule;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The error for a call of an unknown method. */
class SuggestionsTest {

    static class Broken implements Rule {
        @Override
        public Predicate<ClientConnection> predicate() {
            return connection -> {
                throw new IllegalStateException("broken");
            };
        }
    }

    @WebSocketHandler("/ws")
    static class Handler {

        final CountDownLatch gate = new CountDownLatch(1);

        @OnConnect
        void connected(ClientConnection connection) throws InterruptedException {
            if (connection.query().containsKey("slow")) {
                gate.await();
            }
        }

        @RpcMethod("count_to")
        void countTo() {}

        @RpcMethod
        void add() {}

        @RpcMethod
        void q() {}

        @RpcMethod("secret_plans")
        @Has("user")
        void secretPlans() {}

        @RpcMethod("secret_plant")
        void secretPlant() {}

        @RpcMethod("broken_thing")
        @Requires(Broken.class)
        void brokenThing() {}

        @RpcMethod
        void become(ClientConnection connection) {
            connection.set("user", "alice");
        }
    }

    private final Handler handler = new Handler();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.start(handler);
    }

    @AfterEach
    void stop() {
        handler.gate.countDown();
        server.close();
    }

    private static void assertTold(RpcResponse response, String message) {
        assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_METHOD_NOT_FOUND.code());
        assertThat(response.response()).isEqualTo(message);
    }

    /** Connects a client and waits until it has been accepted. */
    private WireClient connect(Wire wire) throws InterruptedException {
        WireClient client = WireClient.connect(server.uri("/ws"), wire);
        assertThat(client.call("add").error()).isNull();
        return client;
    }

    @ParameterizedTest
    @EnumSource
    void suggestsTheNearestName(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertTold(client.call("countTo"), "RPC method 'countTo' not found. Did you mean 'count_to'?");
            assertTold(client.call("ad"), "RPC method 'ad' not found. Did you mean 'add'?");
        }
    }

    @ParameterizedTest
    @EnumSource
    void suggestsNothingForShortNames(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertTold(client.call(""), "RPC method '' not found.");
            assertTold(client.call("x"), "RPC method 'x' not found.");
        }
    }

    @ParameterizedTest
    @CsvSource({"subtract", "x", "broken_thin"})
    void suggestsNothingIfNoNameIsNear(String method) throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            assertTold(client.call(method), "RPC method '" + method + "' not found.");
        }
    }

    @Test
    void suggestsOnlyMethodsThatTheCallerMayCall() throws Exception {
        try (WireClient client = connect(Wire.JSON)) {
            assertTold(
                    client.call("secret_planz"), "RPC method 'secret_planz' not found. Did you mean 'secret_plant'?");
            assertTold(
                    client.call("sekret_plans"), "RPC method 'sekret_plans' not found. Did you mean 'secret_plant'?");
            client.call("become");
            assertTold(
                    client.call("sekret_plans"), "RPC method 'sekret_plans' not found. Did you mean 'secret_plans'?");
        }
    }

    @Test
    void suggestsNothingBeforeTheClientIsAccepted() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws?slow=1"), Wire.MSGPACK)) {
            assertTold(client.call("ad"), "RPC method 'ad' not found.");
            handler.gate.countDown();
            assertThat(client.call("add").error()).isNull();
            assertTold(client.call("ad"), "RPC method 'ad' not found. Did you mean 'add'?");
        }
    }

    @Test
    void namesInErrorsAreShortAndHaveNoControlCharacters() throws Exception {
        try (WireClient client = connect(Wire.JSON)) {
            assertTold(client.call("a\nd\u202e"), "RPC method 'a\\u000ad\\u202e' not found.");
            assertTold(client.call("x".repeat(100_000)), "RPC method '" + "x".repeat(100) + "...' not found.");
        }
    }
}
