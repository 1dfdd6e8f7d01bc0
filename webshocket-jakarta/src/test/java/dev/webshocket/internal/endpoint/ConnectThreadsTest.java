package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.NonBlocking;
import dev.webshocket.OnConnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which connections need a thread for calls before their first call. */
class ConnectThreadsTest {

    private static final WebshocketSettings SETTINGS =
            WebshocketSettings.builder().shutdownGrace(Duration.ZERO).build();

    @WebSocketHandler("/ws")
    static class Quiet {
        @RpcMethod
        @NonBlocking
        boolean open(ClientConnection connection) {
            return connection.isOpen();
        }
    }

    @WebSocketHandler("/ws")
    static class Greeting extends Quiet {
        @OnConnect
        void greet(ClientConnection connection) {
            connection.set("greeted", true);
        }
    }

    private final AtomicInteger tasks = new AtomicInteger();

    private CallExecutors counting(CallExecutors threads) {
        return new CallExecutors(
                task -> {
                    tasks.incrementAndGet();
                    threads.calls().execute(task);
                },
                threads.concurrent(),
                threads.upkeep(),
                threads.timer());
    }

    @ParameterizedTest
    @EnumSource
    void noThreadIsNeededWhereNoCodeOfTheApplicationRuns(Wire wire) throws Exception {
        try (EngineServer server = EngineServer.startOn(this::counting, SETTINGS, new Quiet());
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            assertThat(client.call("open").response()).isEqualTo(true);
            assertThat(tasks).hasValue(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectCallbackRunsOnOne(Wire wire) throws Exception {
        try (EngineServer server = EngineServer.startOn(this::counting, SETTINGS, new Greeting());
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            assertThat(client.call("open").response()).isEqualTo(true);
            assertThat(tasks).hasPositiveValue();
        }
    }
}
