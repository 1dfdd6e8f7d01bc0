package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A last parameter {@code T...} takes the remaining positional arguments. */
class VariadicTest {

    public record Point(int x, int y) {}

    @WebSocketHandler("/ws")
    static class Handler {

        @RpcMethod
        int sum(int... numbers) {
            return Arrays.stream(numbers).sum();
        }

        @RpcMethod
        String join(ClientConnection connection, String separator, String... words) {
            return String.join(separator, words);
        }

        @RpcMethod
        int points(Point... points) {
            return Arrays.stream(points).mapToInt(Point::x).sum();
        }

        @RpcMethod
        int grids(int[]... rows) {
            return Arrays.stream(rows).mapToInt(row -> row.length).sum();
        }

        @RpcMethod
        int array(int[] numbers) {
            return numbers.length;
        }
    }

    interface Api {

        @RpcMethod
        int sum(int... numbers);

        @RpcMethod
        String join(String separator, String... words);

        @RpcMethod
        int points(Point... points);

        @RpcMethod
        int array(int[] numbers);
    }

    private static EngineServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EngineServer.start(new Handler());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static WireClient connect(Wire wire) {
        return WireClient.connect(server.uri("/ws"), wire);
    }

    private static void assertInvalid(RpcResponse response, String message) {
        assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
        assertThat(response.response().toString()).contains(message);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void takesTheRemainingArguments(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertThat(client.call("sum").response()).isEqualTo(0L);
            assertThat(client.call("sum", 1).response()).isEqualTo(1L);
            assertThat(client.call("sum", 1, 2, 3).response()).isEqualTo(6L);
            assertThat(client.call("join", "-").response()).isEqualTo("");
            assertThat(client.call("join", "-", "a", "b").response()).isEqualTo("a-b");
            assertThat(client.call("points", Map.of("x", 1, "y", 2), Map.of("x", 3, "y", 4))
                            .response())
                    .isEqualTo(4L);
            assertThat(client.call("grids", List.of(1, 2), List.of(3)).response())
                    .isEqualTo(3L);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void takesAListByName(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertThat(client.callNamed("sum", Map.of("numbers", List.of(1, 2))).response())
                    .isEqualTo(3L);
            assertThat(client.callNamed("join", Map.of("separator", "-", "words", List.of("a", "b")))
                            .response())
                    .isEqualTo("a-b");
            assertInvalid(client.callNamed("sum", Map.of("numbers", 1)), "argument 'numbers'");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void refusesArgumentsThatDoNotFit(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertInvalid(client.call("sum", 1, "2"), "argument 'numbers'");
            assertInvalid(client.call("sum", List.of(1, 2)), "argument 'numbers'");
            assertInvalid(client.call("join"), "argument 'separator' is missing");
            assertInvalid(client.call("points", 5), "argument 'points'");
            String id = client.request("sum", List.of(1), Map.of("numbers", List.of(2)));
            assertInvalid(client.response(id), "argument 'numbers' is given twice");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void anArrayParameterIsOneArgument(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertThat(client.call("array", List.of(1, 2)).response()).isEqualTo(2L);
            assertInvalid(client.call("array", 1, 2), "argument 'numbers'");
        }
    }
}
