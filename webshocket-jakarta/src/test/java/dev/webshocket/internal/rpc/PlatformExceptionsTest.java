package dev.webshocket.internal.rpc;

import static dev.webshocket.support.BrokenConstraint.exception;
import static dev.webshocket.support.BrokenConstraint.method;
import static dev.webshocket.support.BrokenConstraint.node;
import static dev.webshocket.support.BrokenConstraint.parameter;
import static dev.webshocket.support.BrokenConstraint.property;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
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
import jakarta.ejb.EJBException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors for exceptions of the platform, and for exceptions that it wraps. */
class PlatformExceptionsTest {

    private static final Class<?>[] PAY = {ClientConnection.class, String.class, List.class};

    @WebSocketHandler("/ws")
    static class Handler {

        @OnConnect
        void connected(ClientConnection connection) {
            if (connection.query().containsKey("refuse")) {
                throw new EJBException(new RpcException("not you"));
            }
        }

        @RpcMethod
        void refused() {
            throw new EJBException(new EJBException(new RpcException("not today")));
        }

        @RpcMethod
        CompletionStage<String> refusedLater() {
            return CompletableFuture.supplyAsync(() -> {
                throw new EJBException(new RpcException("not today"));
            });
        }

        @RpcMethod
        void broken() {
            throw new EJBException(null);
        }

        @RpcMethod
        void pay(ClientConnection connection, @RpcParam("to") String account, List<String> lines) {
            throw new EJBException(exception(
                    Handler.class,
                    List.of(method("pay", PAY), parameter(1)),
                    List.of(
                            method("pay", PAY),
                            parameter(2),
                            property("item", 3),
                            property("sizes", null),
                            property("width", "x".repeat(200))),
                    List.of(method("pay", PAY), node(ElementKind.CROSS_PARAMETER))));
        }

        @RpcMethod
        Stream<String> streamed(int n) {
            throw exception(Handler.class, List.of(method("streamed", int.class), parameter(0)));
        }

        @RpcMethod
        String result(String text) {
            throw exception(Handler.class, List.of(method("result", String.class), node(ElementKind.RETURN_VALUE)));
        }

        @RpcMethod
        void other(String text) {
            throw exception(String.class, List.of(method("other", String.class), parameter(0)));
        }

        @RpcMethod
        void overloaded(String text) {
            throw exception(Handler.class, List.of(method("overloaded", int.class), parameter(0)));
        }

        @RpcMethod
        void another(String text) {
            throw exception(Handler.class, List.of(method("others", String.class), parameter(0)));
        }

        @RpcMethod
        void bean(String text) {
            throw exception(Handler.class, List.of(property("text", null)));
        }

        @RpcMethod
        void ofTheConnection(ClientConnection connection) {
            throw exception(Handler.class, List.of(method("ofTheConnection", ClientConnection.class), parameter(0)));
        }

        @RpcMethod
        void none(String text) {
            throw new ConstraintViolationException("secret", text.isEmpty() ? null : Collections.emptySet());
        }
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

    private static RpcResponse call(String method, Object... args) throws InterruptedException {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            server.forgetLogged();
            RpcResponse response = client.call(method, args);
            boolean internal =
                    Integer.valueOf(RpcErrorCode.RPC_INTERNAL_ERROR.code()).equals(response.error());
            assertThat(log.records()).hasSize(internal ? 1 : 0);
            return response;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "refusedLater"})
    void theMessageOfASessionBeanReachesTheCaller(String method) throws Exception {
        RpcResponse response = call(method);
        assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_APPLICATION_ERROR.code());
        assertThat(response.response()).isEqualTo("not today");
    }

    @Test
    void aSessionBeanMayRefuseAClient() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws?refuse"), Wire.MSGPACK)) {
            assertThat(client.closeCode()).isEqualTo(1008);
            assertThat(client.closeReason()).isEqualTo("not you");
        }
    }

    @Test
    void violatedConstraintsOfParametersAreInvalidParams() throws Exception {
        RpcResponse response = call("pay", "x", List.of());
        assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
        assertThat(response.response())
                .isEqualTo("argument 'lines[3].item.sizes[" + "x".repeat(100) + "...].width': is wrong; "
                        + "argument 'to': is wrong; arguments: is wrong");
    }

    @Test
    void aStreamWithInvalidArgumentsFails() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            String id = client.request("streamed", List.of(1), Map.of());
            assertThat(client.response(id))
                    .isEqualTo(RpcResponse.failedEnd(id, RpcErrorCode.RPC_INVALID_PARAMS, "argument 'n': is wrong"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"result", "other", "overloaded", "another", "bean", "none"})
    void otherConstraintsAreInternalErrors(String method) throws Exception {
        assertInternal(call(method, "text"));
        assertInternal(call(method, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ofTheConnection", "broken"})
    void violationsInValuesThatTheCallerDidNotSendAreInternalErrors(String method) throws Exception {
        assertInternal(call(method));
    }

    private static void assertInternal(RpcResponse response) {
        assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code());
        assertThat(response.response().toString()).startsWith("Internal error ").doesNotContain("wrong");
    }
}
