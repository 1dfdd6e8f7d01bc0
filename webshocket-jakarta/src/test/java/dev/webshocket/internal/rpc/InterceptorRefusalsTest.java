package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.RpcException;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.CallOutcome.Cancelled;
import dev.webshocket.spi.extension.CallOutcome.Completed;
import dev.webshocket.spi.extension.CallOutcome.Refused;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interceptors that refuse, delay and fail calls, over a real socket. */
class InterceptorRefusalsTest extends InterceptedService {

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theyRefuseCalls(Wire wire) throws Exception {
        CallInterceptor refusing = call -> {
            switch (call.method()) {
                case "add" -> throw new RpcException(RpcErrorCode.RPC_ACCESS_DENIED.code(), "not you");
                case "fail" -> throw new RpcException(-32050, "a code that nobody has");
                case "tell" -> {
                    return CompletableFuture.failedStage(
                            new CompletionException(new RpcException(4712, "later", Map.of("why", "so"))));
                }
                case "count" -> {
                    CompletableFuture<Void> answer = new CompletableFuture<>();
                    new Thread(() -> answer.completeExceptionally(new RpcException("no stream"))).start();
                    return answer;
                }
                default -> {
                    return call.proceed();
                }
            }
        };
        try (EngineServer server = start(noting, refusing);
                WireClient client = connect(server, wire)) {
            RpcResponse denied = client.call("add", 1, 2);
            assertThat(denied.error()).isEqualTo(RpcErrorCode.RPC_ACCESS_DENIED.code());
            assertThat(denied.response()).isEqualTo("not you");
            assertThat(outcome()).isEqualTo(new Refused(RpcErrorCode.RPC_ACCESS_DENIED.code(), "not you"));
            assertThat(client.call("fail").error()).isEqualTo(RpcErrorCode.RPC_APPLICATION_ERROR.code());
            assertThat(outcome()).isInstanceOf(Refused.class);
            RpcResponse later = client.call("tell");
            assertThat(later.error()).isEqualTo(4712);
            assertThat(later.data()).isEqualTo(Map.of("why", "so"));
            assertThat(outcome()).isEqualTo(new Refused(4712, "later"));
            RpcResponse stream = client.call("count", 3);
            assertThat(stream.error()).isEqualTo(RpcErrorCode.RPC_APPLICATION_ERROR.code());
            assertThat(stream.stream()).isFalse();
            assertThat(outcome()).isInstanceOf(Refused.class);
            assertThat(client.call("around").error()).isNull();
        }
    }

    @Test
    void aDelayedCallKeepsItsPlaceWithoutAThread() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CallInterceptor asking =
                call -> call.method().equals("set") ? asked.thenCompose(done -> call.proceed()) : call.proceed();
        WebshocketSettings twoThreads = WebshocketSettings.builder()
                .workerThreads(2)
                .shutdownGrace(Duration.ZERO)
                .build();
        try (EngineServer server = EngineServer.startBounded(
                        twoThreads, environment -> environment.interceptors(List.of(asking)), handler);
                WireClient client = connect(server, Wire.MSGPACK);
                WireClient another = connect(server, Wire.JSON);
                WireClient other = connect(server, Wire.MSGPACK)) {
            another.request("set", List.of("nothing"), Map.of());
            String first = client.request("set", List.of("nothing"), Map.of());
            String second = client.request("closed", List.of(), Map.of());
            assertThat(other.call("add", 1, 2).response()).isEqualTo(3L);
            asked.complete(null);
            assertThat(client.response(first).error()).isNull();
            // It sees the attribute that the previous call has set.
            assertThat(client.response(second).response()).isEqualTo("open");
        }
    }

    @Test
    void aCallThatIsCancelledMeanwhileDoesNotRun() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CountDownLatch asks = new CountDownLatch(1);
        CallInterceptor asking = call -> {
            if (!call.method().equals("set")) {
                return call.proceed();
            }
            asks.countDown();
            return asked.thenCompose(done -> call.proceed());
        };
        try (EngineServer server = start(noting, asking);
                WireClient client = connect(server, Wire.MSGPACK)) {
            String first = client.request("set", List.of("nothing"), Map.of());
            asks.await();
            client.cancel(first);
            assertThat(outcome()).isEqualTo(new Cancelled());
            assertThat(client.call("closed").error()).isEqualTo(RpcErrorCode.RPC_ACCESS_DENIED.code());
            asked.complete(null);
            assertThat(client.call("closed").error()).isEqualTo(RpcErrorCode.RPC_ACCESS_DENIED.code());
        }
    }

    @Test
    void aFailureIsLoggedAndItsCallIsAnInternalError() throws Exception {
        CallInterceptor failing = call -> switch (call.method()) {
            case "add" -> throw new IllegalArgumentException("broken");
            case "fail" -> null;
            case "tell" -> CompletableFuture.completedFuture(null);
            default ->
                call.proceed().thenApply(outcome -> {
                    throw new IllegalStateException("broken after");
                });
        };
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = start(noting, failing);
                WireClient client = connect(server, Wire.MSGPACK)) {
            for (String method : List.of("add", "fail", "tell")) {
                RpcResponse response = client.call(method);
                assertThat(response.error()).as(method).isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code());
                assertThat((String) response.response()).doesNotContain("broken");
                assertThat(outcome()).isInstanceOf(Refused.class);
                String id = ((String) response.response()).replaceAll("Internal error |\\.", "");
                await().until(() -> log.records().stream()
                        .map(each -> each.getMessage())
                        .anyMatch(each -> each.startsWith("WEBSHOCKET-0246") && each.contains(id)));
                server.forgetLogged();
            }
            // A failure after proceed() does not change the answer.
            assertThat(client.call("around").error()).isNull();
            await().until(() -> log.records().stream()
                            .filter(each -> each.getMessage().startsWith("WEBSHOCKET-0246"))
                            .count()
                    == 4);
        }
    }

    @Test
    void refusingAnEndedCallAndProceedingTwiceHaveNoEffect() throws Exception {
        CallInterceptor stubborn = call -> {
            if (call.javaMethod().isEmpty()) {
                throw new RpcException(RpcErrorCode.RPC_ACCESS_DENIED.code(), "too late");
            }
            call.proceed();
            return call.proceed();
        };
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = start(noting, stubborn);
                WireClient client = connect(server, Wire.MSGPACK)) {
            assertThat(client.call("none").error()).isEqualTo(RpcErrorCode.RPC_METHOD_NOT_FOUND.code());
            assertThat(outcome().errorCode()).hasValue(RpcErrorCode.RPC_METHOD_NOT_FOUND.code());
            assertThat(client.call("add", 1, 2).response()).isEqualTo(3L);
            assertThat(outcome()).isEqualTo(new Completed(3));
            assertThat(log.records()).isEmpty();
        }
    }
}
