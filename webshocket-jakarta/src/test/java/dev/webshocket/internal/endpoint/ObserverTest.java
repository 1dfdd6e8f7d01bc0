package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.state.InMemorySessionStates;
import dev.webshocket.spi.platform.ConnectionObserver;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of the connection observer. */
class ObserverTest {

    private final Handler handler = new Handler();
    private final List<String> told = handler.told;

    @WebSocketHandler("/ws")
    static class Handler {
        final List<String> told = new CopyOnWriteArrayList<>();

        @OnConnect
        void connect(ClientConnection connection) {
            told.add("callback");
            if (connection.query().containsKey("refuse")) {
                throw new RpcException("not you");
            }
            connection.set("name", "alice");
        }

        @RpcMethod
        void hello() {
            told.add("call");
        }

        @OnDisconnect
        void disconnect() {
            told.add("end");
        }
    }

    private final class Observer implements ConnectionObserver {
        @Override
        public void connected(ClientConnection connection) {
            told.add("connected " + connection.get("name"));
            if (connection.query().containsKey("fail")) {
                throw new IllegalStateException("broken observer");
            }
            if (connection.query().containsKey("break")) {
                throw new NoClassDefFoundError("gone");
            }
        }

        @Override
        public void disconnected(ClientConnection connection) {
            told.add("disconnected " + connection.get("name"));
            if (connection.query().containsKey("break")) {
                throw new NoClassDefFoundError("gone");
            }
        }
    }

    private EngineServer start() throws Exception {
        return EngineServer.startWith(environment -> environment.observer(new Observer()), handler);
    }

    @Test
    void isCalledBetweenTheCallbacksAndTheCalls() throws Exception {
        try (EngineServer server = start()) {
            try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
                client.call("hello");
            }
            await().untilAsserted(() -> assertThat(told)
                    .containsExactly("callback", "connected alice", "call", "end", "disconnected alice"));
        }
    }

    @Test
    void isNotCalledForARefusedClient() throws Exception {
        try (EngineServer server = start()) {
            try (WireClient client = WireClient.connect(server.uri("/ws?refuse"), Wire.JSON)) {
                assertThat(client.closeCode()).isEqualTo(1008);
            }
            await().until(() -> server.engine().connections() == 0);
            // More than once if Tyrus's own server parses the client's close frame as another handshake.
            assertThat(told).containsOnly("callback", "end");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "break"})
    void aFailureIsLoggedAndTheClientStays(String how) throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = start();
                WireClient client = WireClient.connect(server.uri("/ws?" + how), Wire.JSON)) {
            assertThat(client.call("hello").error()).isNull();
            assertThat(log.records()).anyMatch(entry -> entry.getMessage().startsWith("WEBSHOCKET-0201"));
        }
    }

    @Test
    void aFailureAtTheEndKeepsNothing() throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = start()) {
            try (WireClient client = WireClient.connect(server.uri("/ws?break"), Wire.JSON)) {
                client.call("hello");
            }
            await().until(() -> server.engine().connections() == 0);
            assertThat(told).endsWith("end", "disconnected alice");
            assertThat(server.states.size()).isZero();
            assertThat(log.records())
                    .hasSize(2)
                    .allMatch(entry -> entry.getMessage().startsWith("WEBSHOCKET-0201"));
        }
    }

    /** A store whose database is down when a connection ends. */
    private static final class FaultyStates extends InMemorySessionStates {
        @Override
        public CompletionStage<Void> end(String uid) {
            throw new IllegalStateException("the store is down");
        }
    }

    @Test
    void aFailedStoreAtTheEndKeepsNoConnection() throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server =
                        EngineServer.startWith(environment -> environment.states(new FaultyStates()), handler)) {
            try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
                client.call("hello");
            }
            await().until(() -> server.engine().connections() == 0);
            assertThat(log.records())
                    .singleElement()
                    .matches(entry -> entry.getMessage().startsWith("WEBSHOCKET-0201"));
        }
    }
}
