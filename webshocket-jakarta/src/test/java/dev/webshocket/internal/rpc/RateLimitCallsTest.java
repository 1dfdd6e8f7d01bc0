package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.Is;
import dev.webshocket.Per;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.docs.ApiHandler;
import dev.webshocket.docs.QuotaHandler;
import dev.webshocket.internal.limit.InMemoryRateLimitBuckets;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SettableClock;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rate limits, over a real socket in every encoding. */
@Tag("slow")
class RateLimitCallsTest {

    @WebSocketHandler("/api")
    static class More {

        final AtomicInteger calls = new AtomicInteger();

        @RpcMethod
        @Is("member")
        @RateLimit(limit = 1, period = "1m", per = Per.ENDPOINT)
        void members() {}

        @RpcMethod
        void enrol(ClientConnection connection) {
            connection.set("member", true);
        }

        @RpcMethod
        @RateLimit(limit = 2, period = "1m")
        int number(int n) {
            return n;
        }

        @RpcMethod("count_to")
        @RateLimit(limit = 2, period = "1m")
        void countTo(int n, RpcStream<Integer> out) {
            for (int i = 1; i <= n; i++) {
                out.send(i);
            }
        }

        @RpcMethod
        @RateLimit(limit = 1000, period = "1m", per = Per.ENDPOINT)
        int shared() {
            return calls.incrementAndGet();
        }
    }

    @WebSocketHandler("/each")
    @RateLimit(limit = 2, period = "1m")
    static class EachItsOwn {

        @RpcMethod
        void one() {}

        @RpcMethod
        void two() {}
    }

    private final SettableClock clock = new SettableClock();
    private final More more = new More();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.startWith(
                environment -> environment
                        .rateLimits(new InMemoryRateLimitBuckets(1000, clock))
                        .settings(WebshocketSettings.builder()
                                .trustedProxies("127.0.0.1")
                                .build()),
                new ApiHandler(),
                more,
                new EachItsOwn(),
                new QuotaHandler());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void assertLimited(RpcResponse response, String method) {
        assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_RATE_LIMITED.code());
        assertThat(response.response()).isEqualTo("Rate limit exceeded for RPC method '" + method + "'.");
    }

    @ParameterizedTest
    @EnumSource
    void fiveQueriesAMinute(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/api"), wire);
                WireClient other = WireClient.connect(server.uri("/api"), wire)) {
            for (int window = 0; window < 3; window++) {
                for (int i = 0; i < 5; i++) {
                    assertThat(client.call("expensive_query", "q" + i).response())
                            .isEqualTo("Result of q" + i);
                }
                assertLimited(client.call("expensive_query", "q"), "expensive_query");
                clock.advance(Duration.ofMinutes(1).minusNanos(1));
                assertLimited(client.call("expensive_query", "q"), "expensive_query");
                clock.advance(Duration.ofNanos(1));
            }
            assertThat(other.call("expensive_query", "q").response()).isEqualTo("Result of q");
            assertThat(client.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientBeyondTheLimitGetsAnErrorAndIsDisconnected(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/api"), wire)) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.call("chat", "hi").response()).isEqualTo("You said hi");
            }
            assertLimited(client.call("chat", "hi"), "chat");
            assertThat(client.closeCode()).isEqualTo(1013);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noMoreCallsRunDuringTheDisconnection(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/api"), wire)) {
            for (int i = 0; i < 100; i++) {
                client.call("chat", "hi");
            }
            String exceeding = client.request("chat", List.of("hi"), Map.of());
            WireClient.sendRefused(() -> {
                for (int i = 0; i < 100; i++) {
                    client.request("shared", List.of(), Map.of());
                }
            });
            // A client that still writes to a closing connection may see it break, and lose unread data.
            await().until(client::isClosed);
            assertThat(client.packets()).allSatisfy(packet -> {
                assertThat(packet.rpc().callId()).isEqualTo(exceeding);
                assertLimited((RpcResponse) packet.rpc(), "chat");
            });
        }
        assertThat(more.calls).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void aCallWithoutAccessDoesNotCount(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/api"), wire)) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.call("members").error()).isEqualTo(RpcErrorCode.RPC_ACCESS_DENIED.code());
            }
            client.call("enrol");
            assertThat(client.call("members").error()).isNull();
            assertLimited(client.call("members"), "members");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallWithWrongArgumentsCounts(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/api"), wire)) {
            assertThat(client.call("number", "one").error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
            assertThat(client.call("number", 1).response()).isEqualTo(1L);
            assertLimited(client.call("number", "one"), "number");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamCountsWhenItStarts(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/api"), wire)) {
            for (int call = 0; call < 2; call++) {
                assertThat(client.call("count_to", 3).response()).isEqualTo(1L);
                assertThat(client.response().response()).isEqualTo(2L);
                assertThat(client.response().response()).isEqualTo(3L);
                assertThat(client.response().end()).isTrue();
            }
            RpcResponse refusal = client.call("count_to", 3);
            assertLimited(refusal, "count_to");
            assertThat(refusal.stream()).isFalse();
        }
    }

    @Test
    void aReconnectedClientAtTheSameAddressIsStillLimited() throws Exception {
        Map<String, String> alice = Map.of("X-Forwarded-For", "192.0.2.1");
        for (int i = 0; i < 10; i++) {
            try (WireClient client = WireClient.connect(server.uri("/quota"), Wire.values()[i % 3], alice)) {
                assertThat(client.call("log_in", "guess").response()).isEqualTo(false);
            }
        }
        try (WireClient client = WireClient.connect(server.uri("/quota"), Wire.MSGPACK, alice)) {
            assertLimited(client.call("log_in", "correct horse"), "log_in");
        }
        Map<String, String> bob = Map.of("X-Forwarded-For", "192.0.2.2");
        try (WireClient client = WireClient.connect(server.uri("/quota"), Wire.JSON, bob)) {
            assertThat(client.call("log_in", "correct horse").response()).isEqualTo(true);
        }
    }

    @Test
    void addressesOfOneIpv6NetworkShareALimit() throws Exception {
        for (int i = 0; i < 10; i++) {
            Map<String, String> headers = Map.of("X-Forwarded-For", "2001:db8:0:1::" + i);
            try (WireClient client = WireClient.connect(server.uri("/quota"), Wire.MSGPACK, headers)) {
                assertThat(client.call("log_in", "guess").response()).isEqualTo(false);
            }
        }
        Map<String, String> same = Map.of("X-Forwarded-For", "2001:db8:0:1:ffff::");
        try (WireClient client = WireClient.connect(server.uri("/quota"), Wire.MSGPACK, same)) {
            assertLimited(client.call("log_in", "guess"), "log_in");
        }
        Map<String, String> other = Map.of("X-Forwarded-For", "2001:db8:0:2::1");
        try (WireClient client = WireClient.connect(server.uri("/quota"), Wire.MSGPACK, other)) {
            assertThat(client.call("log_in", "guess").response()).isEqualTo(false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSharedLimitCountsAllMethodsTogetherAndAnonymousClientsSeparately(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/quota"), wire);
                WireClient other = WireClient.connect(server.uri("/quota"), wire)) {
            for (int i = 0; i < 500; i++) {
                assertThat(client.call("translate", "a").response()).isEqualTo("[a]");
                assertThat(client.call("measure", "a").response()).isEqualTo(1L);
            }
            assertLimited(client.call("translate", "a"), "translate");
            assertLimited(client.call("measure", "a"), "measure");
            assertThat(client.call("log_in", "guess").response()).isEqualTo(false);
            assertThat(other.call("measure", "a").response()).isEqualTo(1L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLimitOfAClassCountsEachMethodSeparately(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/each"), wire)) {
            for (String method : List.of("one", "two")) {
                assertThat(client.call(method).error()).isNull();
                assertThat(client.call(method).error()).isNull();
                assertLimited(client.call(method), method);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MSGPACK", "JSON"})
    void manyConnectionsOnOneBucketGetExactlyTheLimit(Wire wire) throws Exception {
        int connections = 64;
        int each = 25;
        List<WireClient> clients = new ArrayList<>();
        AtomicInteger through = new AtomicInteger();
        AtomicInteger limited = new AtomicInteger();
        try {
            for (int i = 0; i < connections; i++) {
                clients.add(WireClient.connect(server.uri("/api"), wire));
            }
            for (int window = 1; window <= 2; window++) {
                CyclicBarrier start = new CyclicBarrier(connections);
                List<Thread> threads = clients.stream()
                        .map(client -> new Thread(() -> hammer(client, each, start, through, limited)))
                        .toList();
                threads.forEach(Thread::start);
                for (Thread thread : threads) {
                    thread.join();
                }
                assertThat(through).hasValue(1000 * window);
                assertThat(limited).hasValue((connections * each - 1000) * window);
                assertThat(more.calls).hasValue(1000 * window);
                clock.advance(Duration.ofMinutes(1));
            }
        } finally {
            clients.forEach(WireClient::close);
        }
    }

    private static void hammer(
            WireClient client, int calls, CyclicBarrier start, AtomicInteger through, AtomicInteger limited) {
        try {
            start.await();
            for (int i = 0; i < calls; i++) {
                client.request("shared", List.of(), Map.of());
            }
            for (int i = 0; i < calls; i++) {
                (client.response().error() == null ? through : limited).incrementAndGet();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
