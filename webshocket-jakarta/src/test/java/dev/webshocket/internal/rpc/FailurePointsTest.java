package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.rpc.ThrowingHandler.Kind;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.platform.CallScope;
import dev.webshocket.spi.platform.CallScopes;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any exception at any point of a call: the call is answered once, the exception is logged, the scope ends, and the
 * slot is free again.
 */
@Tag("slow")
class FailurePointsTest {

    /** More calls of a kind than slots. */
    private static final int TIMES = 3;

    private static final WebshocketSettings TWO_PLACES = WebshocketSettings.builder()
            .concurrentCalls(2)
            .shutdownGrace(Duration.ZERO)
            .build();

    private static final CountedScopes scopes = new CountedScopes();
    private static EngineServer server;
    private RecordedLog log;

    @BeforeAll
    static void start() throws Exception {
        server = EngineServer.startWith(
                environment -> environment.settings(TWO_PLACES).scopes(scopes), new ThrowingHandler());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void record() {
        log = RecordedLog.of("dev.webshocket");
        server.forgetLogged();
    }

    @AfterEach
    void goOn() {
        scopes.failing = "";
        log.close();
    }

    private static final Map<String, List<String>> PLACES = Map.of(
            "value", List.of("method", "encoding"),
            "stage", List.of("method", "null", "failed", "later", "encoding", "encoding later", "whenComplete"),
            "stream", List.of("method", "null", "first", "second", "encoding"),
            "emitter", List.of("method", "second", "encoding"),
            "publisher",
                    List.of(
                            "method",
                            "null",
                            "subscribe",
                            "subscribed",
                            "no subscription",
                            "request",
                            "error",
                            "encoding",
                            "encoding later"));

    static Stream<Arguments> rows() {
        return PLACES.keySet().stream()
                .sorted()
                .flatMap(method -> PLACES.get(method).stream()
                        .flatMap(place -> Arrays.stream(Wire.values()).map(wire -> Arguments.of(method, place, wire))));
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @MethodSource("rows")
    void isAnsweredOnceAndReleasesItsSlot(String method, String place, Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            for (Kind kind : kinds(place)) {
                for (int i = 0; i < TIMES; i++) {
                    String id = client.request(method, List.of(place, kind.name()), Map.of());
                    assertThat(last(client, id))
                            .as("%s", kind)
                            .extracting(RpcResponse::error)
                            .isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code());
                }
                assertThat(client.call("pingLater").response()).as("%s", kind).isEqualTo("pong");
                assertLogged("WEBSHOCKET-0200");
            }
            assertNothingIsLeft(client);
        }
    }

    private static Kind[] kinds(String place) {
        return place.equals("null") || place.equals("no subscription") ? new Kind[] {Kind.ERROR} : Kind.values();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aStreamWhoseCloseFailsHasEnded(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            for (Kind kind : Kind.values()) {
                for (int i = 0; i < TIMES; i++) {
                    String id = client.request("streamThatDoesNotClose", List.of(kind.name()), Map.of());
                    assertThat(last(client, id).error()).as("%s", kind).isNull();
                }
                assertLogged("WEBSHOCKET-0212");
            }
            assertNothingIsLeft(client);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aCancellationBeforeTheFirstItemReleasesTheSlot(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            for (String method : List.of("neverSubscribed", "neverDone")) {
                for (int i = 0; i < TIMES; i++) {
                    client.cancel(client.request(method, List.of(), Map.of()));
                }
                assertThat(client.call("pingLater").response()).isEqualTo("pong");
            }
            assertNothingIsLeft(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "activate"})
    void failedActivationsOfScopes(String fail) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            scopes.failing = fail;
            for (int i = 0; i < TIMES; i++) {
                for (String method : List.of("value", "stage", "stream", "publisher", "emitter")) {
                    String id = client.request(method, List.of("second", "ERROR"), Map.of());
                    assertThat(last(client, id).error()).as(method).isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code());
                }
            }
            assertLogged("WEBSHOCKET-0200");

            scopes.failing = "";
            assertThat(client.call("pingLater").response()).isEqualTo("pong");
            assertNothingIsLeft(client);
        }
    }

    @Test
    void failedEndsOfScopes() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            scopes.failing = "end";
            for (int i = 0; i < TIMES; i++) {
                assertThat(client.call("ping").response()).isEqualTo("pong");
                assertThat(client.call("pingLater").response()).isEqualTo("pong");
            }
            assertLogged("WEBSHOCKET-0212");

            scopes.failing = "";
            assertNothingIsLeft(client);
        }
    }

    /** Returns the answer that ends a call, after which none comes. */
    private static RpcResponse last(WireClient client, String id) throws InterruptedException {
        RpcResponse response = client.response(id);
        while (response.stream() && !response.end()) {
            response = client.response(id);
        }
        return response;
    }

    /** Asserts that a failure is logged with its stack trace, not only counted. */
    private void assertLogged(String code) {
        soon().untilAsserted(() -> assertThat(log.records()).anySatisfy(entry -> {
            assertThat(entry.getMessage()).startsWith(code);
            assertThat(entry.getThrown()).isNotNull();
        }));
        log.records().clear();
    }

    /** What is awaited has mostly happened already, and there are hundreds of such waits here. */
    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    /** Answers are in order: one too many would have come before the last. */
    private void assertNothingIsLeft(WireClient client) throws Exception {
        for (int i = 0; i < TIMES; i++) {
            assertThat(client.call("ping").response()).isEqualTo("pong");
        }
        assertThat(client.packets()).isEmpty();
        soon().untilAsserted(() -> assertThat(scopes.open.get()).isZero());
        assertThat(scopes.faults.get()).isZero();
    }

    /** Counts scopes, and what must not be done with one. */
    private static final class CountedScopes implements CallScopes {

        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger faults = new AtomicInteger();
        private volatile String failing = "";

        @Override
        public CallScope begin(ClientConnection connection) {
            fail("begin");
            open.incrementAndGet();
            return new Counted();
        }

        private void fail(String place) {
            if (failing.equals(place)) {
                throw new NoClassDefFoundError("asked for");
            }
        }

        private final class Counted implements CallScope {

            private final AtomicInteger active = new AtomicInteger();
            private final AtomicInteger ends = new AtomicInteger();

            @Override
            public Scope activate() {
                fail("activate");
                Thread thread = Thread.currentThread();
                faults.addAndGet(ends.get());
                active.incrementAndGet();
                return () -> {
                    faults.addAndGet(thread == Thread.currentThread() ? 0 : 1);
                    active.decrementAndGet();
                };
            }

            @Override
            public void end() {
                faults.addAndGet(ends.getAndIncrement() + active.get());
                open.decrementAndGet();
                fail("end");
            }
        }
    }
}
