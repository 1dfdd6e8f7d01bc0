package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefaultValue;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcParam;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The answers to calls, over a real socket in every encoding. */
public class CallsTest {

    public enum Colour {
        RED,
        GREEN
    }

    public record Point(int x, int y) {}

    @WebSocketHandler("/ws")
    static class Handler {

        @RpcMethod
        int add(int a, int b) {
            return a + b;
        }

        @RpcMethod("multiply")
        int mul(int a, int b) {
            return a * b;
        }

        @RpcMethod
        protected String describe(String name, @DefaultValue("7") int size, Optional<Colour> colour) {
            return name + ' ' + size + ' ' + colour.map(Enum::name).orElse("none");
        }

        @RpcMethod
        Object echo(@RpcParam("data") Object anything) {
            return anything;
        }

        @RpcMethod
        Point move(Point from, @DefaultValue("{\"x\":1,\"y\":1}") Point by) {
            return new Point(from.x() + by.x(), from.y() + by.y());
        }

        @RpcMethod
        LocalDate next(LocalDate day, ClientConnection connection) {
            return connection.isOpen() ? day.plusDays(1) : null;
        }

        @RpcMethod
        byte[] reverse(byte[] bytes) {
            byte[] reversed = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                reversed[i] = bytes[bytes.length - 1 - i];
            }
            return reversed;
        }

        @RpcMethod
        void nothing() {}

        @RpcMethod
        int divide(int a, int b) {
            return a / b;
        }

        @RpcMethod
        String refuse(String why) {
            throw new RpcException(why, new IllegalStateException("secret"));
        }

        @RpcMethod
        CompletionStage<String> later(String value) {
            return CompletableFuture.supplyAsync(() -> value);
        }

        @RpcMethod
        CompletionStage<String> laterRefused(String why) {
            return CompletableFuture.supplyAsync(() -> {
                throw new RpcException(why);
            });
        }

        @RpcMethod
        CompletionStage<String> laterFailed() {
            return CompletableFuture.failedFuture(new IllegalStateException("secret"));
        }

        @RpcMethod
        CompletionStage<String> noStage() {
            return null;
        }

        @RpcMethod
        Object unwritable() {
            return new Thread[0].getClass().arrayType();
        }

        String hidden() {
            return "not exposed";
        }
    }

    static class Parent {
        @RpcMethod
        String inherited() {
            return "inherited";
        }

        @RpcMethod
        String overridden() {
            return "parent";
        }
    }

    @WebSocketHandler("/child")
    static class Child extends Parent {
        @Override
        String overridden() {
            return "child";
        }
    }

    private static EngineServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EngineServer.start(new Handler(), new Child());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static WireClient connect(Wire wire) {
        return WireClient.connect(server.uri("/ws"), wire);
    }

    private static void assertFailure(RpcResponse response, RpcErrorCode code, String message) {
        assertThat(response.error()).isEqualTo(code.code());
        assertThat(response.response()).isEqualTo(message);
        assertThat(response.stream()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void positionalArguments(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertThat(client.call("add", 10, 20)).isEqualTo(RpcResponse.result("c1", 30L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void namedArguments(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertThat(client.callNamed("add", Map.of("b", 20, "a", 10)).response())
                    .isEqualTo(30L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void mixedArguments(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            String id = client.request("describe", List.of("box"), Map.of("colour", "RED"));
            assertThat(client.response(id).response()).isEqualTo("box 7 RED");
        }
    }

    @ParameterizedTest
    @EnumSource
    void defaultsAndAbsentOptionals(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertThat(client.call("describe", "box").response()).isEqualTo("box 7 none");
            assertThat(client.call("move", Map.of("x", 1, "y", 2)).response()).isEqualTo(Map.of("x", 2L, "y", 3L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAliasReplacesTheName(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertThat(client.call("multiply", 3, 7).response()).isEqualTo(21L);
            assertFailure(client.call("mul", 3, 7), RpcErrorCode.RPC_METHOD_NOT_FOUND, "RPC method 'mul' not found.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void valuesRoundTrip(Wire wire) throws Exception {
        Map<String, Object> nested = new HashMap<>();
        nested.put("list", List.of(1L, 2.5, "x", true));
        nested.put("none", null);
        try (WireClient client = connect(wire)) {
            assertThat(client.call("echo", nested).response()).isEqualTo(nested);
            assertThat(client.call("echo", 3.0).response()).isEqualTo(3.0);
            assertThat(client.call("echo", Long.MAX_VALUE).response()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void datesRoundTrip(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertThat(client.call("next", "2026-01-31").response()).isEqualTo("2026-02-01");
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesRoundTrip(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            Object reversed =
                    client.call("reverse", (Object) new byte[] {1, 2, 3}).response();
            assertThat(reversed).isEqualTo(wire == Wire.MSGPACK ? new byte[] {3, 2, 1} : "AwIB");
        }
    }

    @ParameterizedTest
    @EnumSource
    void voidReturnsNull(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertThat(client.call("nothing")).isEqualTo(RpcResponse.result("c1", null));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStageReturnsItsResult(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertThat(client.call("later", "soon")).isEqualTo(RpcResponse.result("c1", "soon"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anApplicationErrorHasItsMessage(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertFailure(client.call("refuse", "no such thing"), RpcErrorCode.RPC_APPLICATION_ERROR, "no such thing");
            assertFailure(client.call("laterRefused", "not yet"), RpcErrorCode.RPC_APPLICATION_ERROR, "not yet");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void otherExceptionsAreLoggedUnderAnIdAndNotDisclosed(Wire wire) throws Exception {
        try (WireClient client = connect(wire);
                RecordedLog log = RecordedLog.of("dev.webshocket")) {
            server.forgetLogged();
            for (RpcResponse response :
                    List.of(client.call("divide", 1, 0), client.call("laterFailed"), client.call("noStage"))) {
                assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code());
                assertThat(response.response().toString()).matches("Internal error [0-9a-f]{12}\\.");
                String id = response.response().toString().substring("Internal error ".length(), 27);
                assertThat(log.records()).anySatisfy(entry -> {
                    assertThat(entry.getMessage())
                            .contains("WEBSHOCKET-0200", "connection ", "without principal")
                            .contains(id);
                    assertThat(entry.getThrown()).isNotNull();
                });
            }
            assertThat(client.call("add", 1, 2).response()).isEqualTo(3L);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aResultThatCannotBeEncodedIsAnInternalError(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertThat(client.call("unwritable").error()).isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code());
            assertThat(client.call("add", 1, 2).response()).isEqualTo(3L);
        }
    }

    static List<Arguments> illTyped() {
        Map<String, Object> noNull = new HashMap<>();
        noNull.put("a", null);
        noNull.put("b", 1);
        return List.of(
                Arguments.of(Map.of("a", 1.5, "b", 1), "argument 'a'", "1.5"),
                Arguments.of(Map.of("a", "x", "b", 1), "argument 'a'", "int"),
                Arguments.of(noNull, "argument 'a'", "null"),
                Arguments.of(Map.of("a", 1, "b", 1L << 40), "argument 'b'", "1099511627776"),
                Arguments.of(Map.of("a", 1), "argument 'b'", "missing"),
                Arguments.of(Map.of("a", 1, "b", 2, "c", 3), "argument 'c'", "unknown"),
                Arguments.of(Map.of("a", true, "b", 2), "argument 'a'", "int"));
    }

    @ParameterizedTest
    @MethodSource("illTyped")
    void theErrorOfAnArgumentOfTheWrongTypeHasItsNameAndTheReason(
            Map<String, Object> kwargs, String name, String reason) throws Exception {
        for (Wire wire : Wire.values()) {
            try (WireClient client = connect(wire)) {
                RpcResponse response = client.callNamed("add", kwargs);
                assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
                assertThat(response.response().toString()).contains(name).contains(reason);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void tooManyAndRepeatedArgumentsAreRefused(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertFailure(
                    client.call("add", 1, 2, 3),
                    RpcErrorCode.RPC_INVALID_PARAMS,
                    "3 arguments given, but at most 2 taken");
            String id = client.request("add", List.of(1, 2), Map.of("a", 1));
            assertFailure(
                    client.response(id),
                    RpcErrorCode.RPC_INVALID_PARAMS,
                    "argument 'a' is given twice, by position and by name");
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyAnnotatedMethodsCanBeCalled(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            for (String method : List.of("hidden", "toString", "hashCode", "getClass", "wait", "", "mul")) {
                assertThat(client.call(method).error()).isEqualTo(RpcErrorCode.RPC_METHOD_NOT_FOUND.code());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInheritedMethodIsExposedUnlessOverriddenWithoutTheAnnotation(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/child"), wire)) {
            assertThat(client.call("inherited").response()).isEqualTo("inherited");
            assertThat(client.call("overridden").error()).isEqualTo(RpcErrorCode.RPC_METHOD_NOT_FOUND.code());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAnswerToALongNameIsShort(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertThat(client.call("x".repeat(10_000)).response().toString()).hasSizeLessThan(200);
        }
    }
}
