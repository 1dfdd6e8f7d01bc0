package dev.webshocket.internal.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.Has;
import dev.webshocket.NonBlocking;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log line of each call, at level DEBUG. */
@Tag("slow")
class CallLogTest {

    private static final Logger LOGGER = Logger.getLogger("dev.webshocket.calls");
    private static final String WHO = "connection=[0-9a-f-]{36} principal=- address=127\\.0\\.0\\.1 ";

    @WebSocketHandler("/ws")
    static class Handler {

        final CountDownLatch gate = new CountDownLatch(1);
        final Semaphore entered = new Semaphore(0);

        @RpcMethod
        int add(int a, int b) {
            return a + b;
        }

        @RpcMethod
        @NonBlocking
        int quick() {
            return 1;
        }

        @RpcMethod
        CompletableFuture<Integer> later() {
            return CompletableFuture.completedFuture(1);
        }

        @RpcMethod
        void items(RpcStream<Integer> out) {
            out.send(1);
        }

        @RpcMethod
        void fail() {
            throw new RpcException("no");
        }

        @RpcMethod
        @Has("user")
        void secret() {}

        @RpcMethod
        @RateLimit(limit = 1, period = "1h")
        void limited() {}

        @RpcMethod
        void hold() throws InterruptedException {
            entered.release();
            gate.await();
        }

        @RpcMethod
        CompletableFuture<Integer> never() {
            entered.release();
            return new CompletableFuture<>();
        }
    }

    private final Handler handler = new Handler();
    private EngineServer server;
    private RecordedLog log;

    @BeforeEach
    void start() throws Exception {
        LOGGER.setLevel(Level.FINE);
        log = RecordedLog.of("dev.webshocket.calls");
        server = EngineServer.start(
                WebshocketSettings.builder()
                        .waitingCalls(2)
                        .shutdownGrace(Duration.ZERO)
                        .build(),
                handler);
    }

    @AfterEach
    void stop() {
        handler.gate.countDown();
        server.close();
        log.close();
        LOGGER.setLevel(null);
    }

    private List<String> lines() {
        return log.records().stream().map(LogRecord::getMessage).toList();
    }

    private void awaitLine(String method, String outcome) {
        String line = "WEBSHOCKET-0208: call " + WHO + "method=" + method + " outcome=" + outcome + " ms=\\d+";
        await().untilAsserted(() -> assertThat(lines()).anyMatch(each -> each.matches(line)));
    }

    @ParameterizedTest
    @EnumSource
    void eachCallHasOneLine(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            client.call("add", 1, 2);
            client.call("quick");
            client.call("later");
            client.request("items", List.of(), Map.of());
            client.response();
            client.response();
            client.call("fail");
            client.call("add", "x");
            client.call("secret");
            client.call("limited");
            client.call("limited");
            client.call("nope");
        }
        awaitLine("add", "ok");
        awaitLine("quick", "ok");
        awaitLine("later", "ok");
        awaitLine("items", "ok");
        awaitLine("fail", "RPC_APPLICATION_ERROR");
        awaitLine("add", "RPC_INVALID_PARAMS");
        awaitLine("secret", "RPC_ACCESS_DENIED");
        awaitLine("limited", "ok");
        awaitLine("limited", "RPC_RATE_LIMITED");
        awaitLine("nope", "RPC_METHOD_NOT_FOUND");
        assertThat(lines()).hasSize(10);
    }

    @Test
    void cancelledAndOverloadedCallsHaveALine() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            String never = client.request("never", List.of(), Map.of());
            handler.entered.acquire();
            client.cancel(never);
            awaitLine("never", "cancelled");
            client.request("hold", List.of(), Map.of());
            handler.entered.acquire();
            for (int i = 0; i < 3; i++) {
                client.request("quick", List.of(), Map.of());
            }
            client.response();
            awaitLine("quick", "RPC_OVERLOADED");
        }
    }

    @Test
    void callsOfADisconnectedClientHaveALine() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            client.request("hold", List.of(), Map.of());
            handler.entered.acquire();
            client.request("add", List.of(1, 2), Map.of());
            client.call("nope");
        }
        awaitLine("add", "cancelled");
    }

    @Test
    void malformedPacketsHaveALine() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            client.sendBytes("{\"source\":12}".getBytes(UTF_8));
            client.packet();
        }
        assertThat(lines())
                .singleElement()
                .asString()
                .matches("WEBSHOCKET-0209: malformed " + WHO + "bytes=13: source is 1 to 5, and not 12");
    }

    @Test
    void inputCannotForgeAField() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            client.call("add outcome=ok ms=1");
            client.call("a\" outcome=ok \\");
        }
        await().until(() -> lines().size() == 2);
        assertThat(lines().get(0)).contains(" method=\"add outcome=ok ms=1\" outcome=RPC_METHOD_NOT_FOUND ms=");
        assertThat(lines().get(1)).contains(" method=\"a\\u0022 outcome=ok \\u005c\" outcome=RPC_METHOD_NOT_FOUND ms=");
    }

    @Test
    void inputCannotForgeALine() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            client.call("x\r\nWEBSHOCKET-0200: fake " + "y".repeat(10_000));
        }
        await().until(() -> !lines().isEmpty());
        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line)
                    .contains("method=\"x\\u000d\\u000aWEBSHOCKET-0200: fake yyy")
                    .hasSizeLessThan(400);
            assertThat(line.chars().filter(Character::isISOControl)).isEmpty();
        });
    }

    @Test
    void nothingIsLoggedAboveDebug() throws Exception {
        LOGGER.setLevel(Level.CONFIG);
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.JSON)) {
            client.call("add", 1, 2);
            client.call("nope");
            client.sendBytes(new byte[] {'x'});
            client.packet();
        }
        assertThat(lines()).isEmpty();
    }
}
