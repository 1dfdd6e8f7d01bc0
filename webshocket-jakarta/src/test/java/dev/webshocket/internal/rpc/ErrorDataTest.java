package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RateLimit;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The code, the message and the data of an {@link RpcException} at the other end. */
class ErrorDataTest {

    public record Missing(String sku, int left) {}

    @WebSocketHandler("/ws")
    static class Handler {

        @RpcMethod
        void fail(int code, Object data) {
            throw new RpcException(code, "no", data);
        }

        @RpcMethod
        void order() {
            throw soldOut();
        }

        @RpcMethod
        Stream<Integer> orders() {
            return Stream.iterate(1, n -> {
                throw soldOut();
            });
        }

        private static RpcException soldOut() {
            return new RpcException(4711, "sold out", new Missing("a", 3));
        }

        @RpcMethod
        @RateLimit(limit = 1, period = "1h")
        void limited() {}
    }

    private static final Map<String, Object> MISSING = Map.of("sku", "a", "left", 3L);

    private static EngineServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EngineServer.start(new Handler());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theCodesOfTheApplicationArrive(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            for (int code : List.of(4711, 0, 1, -1, -31_999, -32_769, Integer.MAX_VALUE, Integer.MIN_VALUE)) {
                assertThat(client.call("fail", code, "x").error()).isEqualTo(code);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void reservedCodesAreReplaced(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            for (int code : List.of(-32_000, -32_001, -32_099, -32_600, -32_601, -32_603, -32_700, -32_768)) {
                assertThat(client.call("fail", code, "x").error()).isEqualTo(RpcErrorCode.RPC_APPLICATION_ERROR.code());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void dataArrives(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            for (Object data : List.of("text", 5L, 0.5, true, List.of(1L, "a"), Map.of("a", 1L))) {
                assertThat(client.call("fail", 4711, data).data()).isEqualTo(data);
            }
            RpcResponse none = client.response(client.request("fail", Arrays.asList(4711, null), Map.of()));
            assertThat(none.data()).isNull();
            RpcResponse end = client.call("orders");
            while (!end.end()) {
                assertThat(end.data()).isNull();
                end = client.response();
            }
            assertThat(end.data()).isEqualTo(MISSING);
            assertThat(end.error()).isEqualTo(4711);
        }
    }

    @Test
    void withoutDataTheBytesAreUnchanged() {
        byte[] message = new Codec(Encoding.JSON, new Binding(), 64)
                .encode(Packet.rpc(new RpcResponse("1", "no", 4711, false, false)));
        assertThat(new String(message, StandardCharsets.UTF_8))
                .isEqualTo("{\"source\":5,\"rpc\":{\"type\":\"response\",\"call_id\":\"1\",\"response\":\"no\","
                        + "\"error\":4711,\"is_stream\":false,\"is_end\":false}}");
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aRateLimitErrorHasTheTimeToRetry(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            assertThat(client.call("limited").error()).isNull();
            RpcResponse refused = client.call("limited");
            assertThat(refused.error()).isEqualTo(RpcErrorCode.RPC_RATE_LIMITED.code());
            Map<?, ?> data = (Map<?, ?>) refused.data();
            assertThat(data).hasSize(1);
            assertThat((Double) data.get("retry_after")).isBetween(0.001, 3600.0);
        }
    }

    @Test
    void toStringHasTheNameOfTheCode() {
        assertThat(new RpcException("no")).hasToString("dev.webshocket.RpcException: -32001 RPC_APPLICATION_ERROR: no");
    }
}
