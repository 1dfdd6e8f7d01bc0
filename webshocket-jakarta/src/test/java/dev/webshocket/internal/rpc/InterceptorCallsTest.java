package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.CallOutcome;
import dev.webshocket.spi.extension.CallOutcome.Cancelled;
import dev.webshocket.spi.extension.CallOutcome.Completed;
import dev.webshocket.spi.extension.CallOutcome.Failed;
import dev.webshocket.spi.extension.CallOutcome.Refused;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The calls that interceptors see, over a real socket. */
class InterceptorCallsTest extends InterceptedService {

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theySeeEachCallWithItsOutcome(Wire wire) throws Exception {
        try (EngineServer server = start(noting);
                WireClient client = connect(server, wire)) {
            assertThat(client.call("add", 2, 3).response()).isEqualTo(5L);
            assertThat(seen.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(new Seen("noting", "add:add", "/rooms/{room}", new Completed(5)));

            client.call("fail");
            assertThat(outcome()).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.code()).isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code());
                assertThat(failed.cause()).hasMessage("secret");
                assertThat(failed.message()).startsWith("Internal error ");
            });
            client.call("tell");
            assertThat(outcome()).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.errorCode()).hasValue(4711);
                assertThat(failed.message()).isEqualTo("told");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theySeeRefusals(Wire wire) throws Exception {
        try (EngineServer server = start(noting);
                WireClient client = connect(server, wire)) {
            client.call("closed");
            assertThat(outcome())
                    .isEqualTo(new Refused(
                            RpcErrorCode.RPC_ACCESS_DENIED.code(), "Access denied for RPC method 'closed'."));
            client.call("once");
            assertThat(outcome()).isEqualTo(new Completed("once"));
            client.call("once");
            assertThat(outcome().errorCode()).hasValue(RpcErrorCode.RPC_RATE_LIMITED.code());
            client.call("add", "x", 3);
            assertThat(outcome()).isInstanceOf(Refused.class);
            RpcResponse unknown = client.call("ad");
            assertThat(seen.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(new Seen(
                            "noting",
                            "ad:none",
                            "/rooms/{room}",
                            new Refused(RpcErrorCode.RPC_METHOD_NOT_FOUND.code(), (String) unknown.response())));
        }
    }

    @Test
    void theySeeStreams() throws Exception {
        try (EngineServer server = start(noting);
                WireClient client = connect(server, Wire.MSGPACK)) {
            String id = client.request("count", List.of(3), Map.of());
            for (int i = 0; i < 4; i++) {
                client.response(id);
            }
            assertThat(outcome()).isEqualTo(new Completed(null));
        }
    }

    @Test
    void theySeeCancellations() throws Exception {
        try (EngineServer server = start(noting);
                WireClient client = connect(server, Wire.MSGPACK)) {
            String stream = client.request("endless", List.of(), Map.of());
            client.response(stream);
            client.cancel(stream);
            assertThat(outcome()).isEqualTo(new Cancelled());
            String later = client.request("later", List.of(), Map.of());
            handler.entered.await();
            client.cancel(later);
            assertThat(outcome()).isEqualTo(new Cancelled());
        }
    }

    @Test
    void theySeeCallsThatNeverStart() throws Exception {
        try (EngineServer server = EngineServer.startWith(
                environment -> environment
                        .interceptors(List.of(noting))
                        .settings(WebshocketSettings.builder()
                                .waitingCalls(1)
                                .shutdownGrace(Duration.ZERO)
                                .build()),
                handler)) {
            WireClient client = connect(server, Wire.MSGPACK);
            client.request("hold", List.of(), Map.of());
            handler.entered.await();
            String waits = client.request("add", List.of(1, 2), Map.of());
            assertThat(client.call("set", "beyond").error()).isEqualTo(Wire.MSGPACK.overloaded());
            assertThat(outcome().errorCode()).hasValue(RpcErrorCode.RPC_OVERLOADED.code());
            client.cancel(waits);
            assertThat(seen.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(new Seen("noting", "add:add", "/rooms/{room}", new Cancelled()));
            // Calls that wait when the client disconnects.
            client.request("add", List.of(1, 2), Map.of());
            client.close();
            assertThat(outcome()).isEqualTo(new Cancelled());
            handler.release.countDown();
        }
    }

    @Test
    void theFirstInterceptorIsTheOutermost() throws Exception {
        BlockingQueue<String> order = new LinkedBlockingQueue<>();
        CallInterceptor outer = call -> {
            order.add("outer in");
            CompletionStage<CallOutcome> outcome = call.proceed();
            order.add("outer out");
            return outcome;
        };
        CallInterceptor inner = call -> {
            order.add("inner in");
            CompletionStage<CallOutcome> outcome = call.proceed();
            order.add("inner out");
            return outcome;
        };
        try (EngineServer server = start(outer, inner);
                WireClient client = connect(server, Wire.MSGPACK)) {
            assertThat(client.call("add", 2, 3).response()).isEqualTo(5L);
            await().until(() -> order.size() == 4);
            assertThat(order).containsExactly("outer in", "inner in", "inner out", "outer out");
        }
    }

    @Test
    void theMethodSeesThreadLocalsOfTheInterceptor() throws Exception {
        CallInterceptor tying = call -> {
            AROUND.set(call.method());
            try {
                return call.proceed();
            } finally {
                AROUND.remove();
            }
        };
        try (EngineServer server = start(tying);
                WireClient client = connect(server, Wire.MSGPACK)) {
            assertThat(client.call("around").response()).isEqualTo("around");
            assertThat(client.call("around_lane").response()).isEqualTo("around_lane");
            assertThat(client.call("around_beside").response()).isNull();
        }
    }
}
