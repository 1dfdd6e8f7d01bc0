package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webshocket.DefaultValue;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of a server, answered by the Java client over real sockets. */
@Timeout(60)
class ExposedMethodsTest {

    public record Point(int x, int y) {}

    public static class Shapes<T> {

        @RpcMethod
        T mirrored(T shape) {
            return shape;
        }
    }

    static class Answers extends Shapes<Point> {

        final List<String> ran = new CopyOnWriteArrayList<>();
        final Semaphore gate = new Semaphore(0);
        final CountDownLatch interrupted = new CountDownLatch(1);
        final CompletableFuture<String> stage = new CompletableFuture<>();
        WebSocketClient client;

        @RpcMethod
        String answer(String question) {
            return question + "!";
        }

        @RpcMethod("sum")
        protected int add(int a, @DefaultValue("10") int b, Optional<Integer> c, int... more) {
            int sum = a + b + c.orElse(0);
            for (int each : more) {
                sum += each;
            }
            return sum;
        }

        @RpcMethod
        void fails(String how) {
            if (how.equals("told")) {
                throw new RpcException(7, "seven", Map.of("k", 1));
            }
            if (how.equals("reserved")) {
                throw new RpcException(-32000, "mine");
            }
            throw new IllegalStateException("secret");
        }

        @RpcMethod
        CompletionStage<String> stage() {
            return stage;
        }

        @RpcMethod
        Object unwritable() {
            return new Thread();
        }

        @RpcMethod
        int nested(int depth) {
            return client.call("nested", int.class, depth);
        }

        @RpcMethod
        void waits(int number) throws InterruptedException {
            ran.add("begins " + number);
            try {
                gate.acquire();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            ran.add("ends " + number);
        }
    }

    private final CallerHandler handler = new CallerHandler();
    private final Answers answers = new Answers();
    private EngineServer server;
    private WebSocketClient client;

    @BeforeEach
    void connect() throws Exception {
        server = EngineServer.start(handler);
        client = WebSocketClient.builder(server.uri("/callers"))
                .offer("webshocket.v2")
                .expose(answers)
                .expose("version", arguments -> "1.4 " + arguments)
                .expose("shout", String.class, text -> text.toUpperCase(Locale.ROOT))
                .expose("later", arguments -> CompletableFuture.supplyAsync(() -> arguments.size()))
                .expose("refuse", arguments -> {
                    throw new RpcException("no");
                })
                .exposedCalls(3)
                .connect();
        answers.client = client;
    }

    @AfterEach
    void close() {
        answers.gate.release(1000);
        client.close();
        server.close();
    }

    private Object relay(String method, Object... arguments) {
        return client.call("relay", Object.class, method, List.of(arguments));
    }

    private List<?> errorOf(String method, Object... arguments) {
        return client.call("errorOf", List.class, method, List.of(arguments));
    }

    @Test
    void methodsAreCalledAndAnswer() {
        assertThat(relay("answer", "so")).isEqualTo("so!");
        assertThat(client.call("relayAsync", String.class, "answer", List.of("so")))
                .isEqualTo("so!");
        assertThat(relay("sum", 1)).isEqualTo(11L);
        assertThat(relay("sum", 1, 2, 3, 4, 5)).isEqualTo(15L);
        assertThat(relay("mirrored", Map.of("x", 1, "y", 2))).isEqualTo(Map.of("x", 1L, "y", 2L));
    }

    @Test
    void functionsAreCalledAndAnswer() {
        assertThat(relay("version", 1, "a")).isEqualTo("1.4 [1, a]");
        assertThat(relay("shout", "loud")).isEqualTo("LOUD");
        assertThat(relay("later", 1, 2, 3)).isEqualTo(3L);
        assertThat(errorOf("refuse")).isEqualTo(List.of(-32001L, "no"));
    }

    @Test
    void argumentsAreBoundStrictly() {
        assertThat(errorOf("answer", 5))
                .isEqualTo(List.of(-32602L, "argument 'question': " + unfit(errorOf("answer", 5))));
        for (List<?> error : List.of(
                errorOf("answer", 5),
                errorOf("answer"),
                errorOf("answer", "a", "b"),
                errorOf("mirrored", Map.of("x", 1, "y", 2, "z", 3)),
                errorOf("shout", 5),
                errorOf("shout"),
                errorOf("shout", "a", "b"))) {
            assertThat(error.get(0)).as("%s", error).isEqualTo((long) RpcErrorCode.RPC_INVALID_PARAMS.code());
        }
    }

    private static String unfit(List<?> error) {
        return String.valueOf(error.get(1)).replaceFirst("argument 'question': ", "");
    }

    @Test
    void unknownNamesAreToldSo() {
        assertThat(errorOf("nothing"))
                .isEqualTo(List.of((long) RpcErrorCode.RPC_METHOD_NOT_FOUND.code(), "RPC method 'nothing' not found."));
    }

    @Test
    void onlyRpcExceptionsPass() {
        assertThat(errorOf("fails", "told")).isEqualTo(List.of(7L, "seven", Map.of("k", 1L)));
        assertThat(errorOf("fails", "reserved")).isEqualTo(List.of(-32001L, "mine"));
        try (RecordedLog log = RecordedLog.of("dev.webshocket")) {
            for (List<?> error : List.of(errorOf("fails", "else"), errorOf("unwritable"))) {
                assertThat(error.get(0)).isEqualTo((long) RpcErrorCode.RPC_INTERNAL_ERROR.code());
                String message = String.valueOf(error.get(1));
                assertThat(message).matches("Internal error \\S+\\.");
                String id = message.substring("Internal error ".length(), message.length() - 1);
                assertThat(log.records())
                        .anyMatch(entry -> entry.getMessage().startsWith("WEBSHOCKET-0359")
                                && entry.getMessage().contains(id));
            }
        }
    }

    @Test
    void stagesHoldUpNothing() {
        CompletableFuture<String> staged = client.callAsync("relayAsync", String.class, "stage", List.of());
        assertThat(relay("answer", "between")).isEqualTo("between!");
        assertThat(staged).isNotDone();
        answers.stage.complete("late");
        assertThat(staged.join()).isEqualTo("late");
    }

    @Test
    void aCallInOrderToAnswerDoesNotDeadlock() {
        assertThat(client.call("nested", int.class, 3)).isEqualTo(3);
    }

    @Test
    void callsRunOneAfterTheOtherAndBeyondTheBoundAreRefused() throws Exception {
        client.call("start", Void.class, "waits", 5);
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> handler.started.stream()
                                .filter(CompletableFuture::isCompletedExceptionally)
                                .count()
                        == 2);
        answers.gate.release(3);
        List<CompletableFuture<Object>> started = List.copyOf(handler.started);
        for (int i = 0; i < 3; i++) {
            started.get(i).get(20, TimeUnit.SECONDS);
        }
        assertThat(answers.ran).containsExactly("begins 0", "ends 0", "begins 1", "ends 1", "begins 2", "ends 2");
        for (int i = 3; i < 5; i++) {
            CompletableFuture<Object> refused = started.get(i);
            assertThatThrownBy(() -> refused.get(20, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.code()).isEqualTo(RpcErrorCode.RPC_OVERLOADED.code()));
        }
        // The places have been released.
        assertThat(relay("answer", "again")).isEqualTo("again!");
    }

    @Test
    void aCancelledCallIsInterruptedAndTheNextRuns() throws Exception {
        client.call("start", Void.class, "waits", 2);
        await().atMost(20, TimeUnit.SECONDS).until(() -> answers.ran.contains("begins 0"));
        handler.started.remove().cancel(false);
        assertThat(answers.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        answers.gate.release();
        handler.started.remove().get(20, TimeUnit.SECONDS);
        assertThat(answers.ran).containsExactly("begins 0", "begins 1", "ends 1");
    }

    @Test
    void theEndOfTheSessionCancelsThem() throws Exception {
        client.call("start", Void.class, "waits", 1);
        await().atMost(20, TimeUnit.SECONDS).until(() -> answers.ran.contains("begins 0"));
        client.close();
        assertThat(answers.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void metadataReachesTheServer() {
        assertThat(client.rpc("meta").meta("traceparent", "00-1").meta("a", "b").call(Object.class))
                .isEqualTo(Map.of("traceparent", "00-1", "a", "b"));
        assertThat(client.rpc("meta").call(Object.class)).isEqualTo(Map.of());

        RpcCall full = client.rpc("meta");
        for (int i = 0; i < 16; i++) {
            full = full.meta("m" + i, "v");
        }
        RpcCall call = full;
        assertThat(call.call(Object.class))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .hasSize(16);
        assertThat(call.meta("m0", "replaced").call(Object.class))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .hasSize(16);
        assertThatThrownBy(() -> call.meta("m16", "v"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 16 entries");
        String long2k = "ä".repeat(1024);
        assertThatThrownBy(() -> client.rpc("meta").meta(long2k, long2k + "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4096 bytes");
        assertThat(client.rpc("meta").meta(long2k, long2k).call(Object.class))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .hasSize(1);
    }

    @Test
    void version1HasNeither() {
        try (WebSocketClient old = WebSocketClient.builder(server.uri("/callers"))
                .offer("webshocket.v1")
                .expose(answers)
                .connect()) {
            assertThat(old.rpc("meta").meta("a", "b").call(Object.class)).isEqualTo(Map.of());
            assertThatThrownBy(() -> old.call("relay", Object.class, "answer", List.of("?")))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.code()).isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code()));
        }
    }
}
