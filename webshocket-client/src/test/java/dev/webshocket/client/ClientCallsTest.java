package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.RpcException;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.client.MathHandler.Person;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.support.EngineServer;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ClientCallsTest extends ServedClient {

    private static final Person ANN = new Person("Ann", 40, LocalDate.of(1986, 5, 1));

    /** A generic type, read from a field, since Java has no literal for it. */
    @SuppressWarnings("unused")
    private Map<String, List<Person>> familyType;

    @Test
    void aCallReturnsItsResult() {
        int sum = client.call("add", Integer.class, 10, 20);
        assertThat(sum).isEqualTo(30);
        assertThat(client.call("multiply", int.class, 3, 7)).isEqualTo(21);
    }

    @Test
    void sendReturnsTheAnswer() {
        RpcResponse response = client.sendRpc("add", 10, 20);
        assertThat(response.isError()).isFalse();
        assertThat(response.data()).isEqualTo(30L);
        assertThat(response.data(Integer.class)).isEqualTo(30);
        assertThat(response.code()).isEmpty();
        assertThat(response.error()).isEmpty();
        assertThat(response.message()).isEmpty();
    }

    @Test
    void sendReturnsAnError() {
        RpcResponse response = client.sendRpc("refuse", "not today");
        assertThat(response.isError()).isTrue();
        assertThat(response.error()).contains(RpcErrorCode.RPC_APPLICATION_ERROR);
        assertThat(response.code()).hasValue(-32001);
        assertThat(response.message()).contains("not today");
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(response::data)
                .withMessage("not today")
                .satisfies(e -> assertThat(e.code()).isEqualTo(-32001));
    }

    @Test
    void aFailedCallThrowsCodeAndMessage() {
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(() -> client.call("refuse", Void.class, "not today"))
                .withMessage("not today")
                .satisfies(e -> assertThat(e.code()).isEqualTo(RpcErrorCode.RPC_APPLICATION_ERROR.code()));
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(() -> client.call("unknown", Void.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(RpcErrorCode.RPC_METHOD_NOT_FOUND.code()));
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(() -> client.call("add", int.class, "one", 2))
                .satisfies(e -> assertThat(e.code()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code()));
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(() -> client.call("crash", Void.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code()))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void argumentsAreNamedOrMixed() {
        assertThat(client.rpc("add").named("a", 1).named("b", 2).call(int.class))
                .isEqualTo(3);
        assertThat(client.rpc("add").args(1).named("b", 5).call(int.class)).isEqualTo(6);
        assertThat(client.rpc("older").named("person", ANN).call(Person.class).age())
                .isEqualTo(41);
    }

    @Test
    void argumentsAndResultsAreBound() throws Exception {
        assertThat(client.call("older", Person.class, ANN, 2))
                .isEqualTo(new Person("Ann", 42, LocalDate.of(1986, 5, 1)));
        Type type = ClientCallsTest.class.getDeclaredField("familyType").getGenericType();
        Map<String, List<Person>> family = client.call("family", type, ANN, ANN);
        assertThat(family).containsExactly(Map.entry("Ann", List.of(ANN)));
        assertThat(client.call("echo", byte[].class, new byte[] {1, 2})).containsExactly(1, 2);
        assertThat(client.<Object>call("echo", Object.class, (Object) null)).isNull();
    }

    @Test
    void aMismatchingResultFailsTheCall() {
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> client.call("login", Integer.class, "ann"))
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0334"));
        assertThatThrownBy(() -> client.call("add", Thread.class, 1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unencodableArgumentsFailTheCall() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> client.call("echo", Object.class, endless))
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0330"));
        assertThat(client.callAsync("echo", Object.class, endless))
                .failsWithin(20, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .withMessageContaining("WEBSHOCKET-0330");
    }

    @Test
    void callingAStreamForAValueFailsAndCancelsIt() throws Exception {
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> client.call("for_ever", String.class, 10))
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0335"));
        assertThat(handler.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void futuresCompleteWithResultsAndFailures() {
        assertThat(client.callAsync("add", Integer.class, 1, 2))
                .succeedsWithin(20, TimeUnit.SECONDS)
                .isEqualTo(3);
        assertThat(client.sendRpcAsync("refuse", "no"))
                .succeedsWithin(20, TimeUnit.SECONDS)
                .satisfies(response -> assertThat(response.message()).contains("no"));
        assertThatThrownBy(() -> client.callAsync("refuse", Void.class, "no").join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RpcException.class);
    }

    @Test
    void callsOfOneThreadRunInOrder() throws Exception {
        int calls = 5_000;
        WebshocketSettings roomy =
                WebshocketSettings.builder().waitingCalls(calls).build();
        try (EngineServer patient = EngineServer.start(roomy, handler);
                WebSocketClient calling = WebSocketClient.connect(patient.uri("/ws"))) {
            List<CompletableFuture<Object>> answers = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                answers.add(calling.callAsync("echo", Object.class, i));
            }
            for (int i = 0; i < calls; i++) {
                assertThat(answers.get(i).join()).isEqualTo((long) i);
            }
        }
    }

    @Test
    void aDependentStageMayBlockAndCallAgain() {
        CompletableFuture<Integer> chained = client.callAsync("add", Integer.class, 1, 2)
                .thenApply(sum -> client.call("multiply", Integer.class, sum, 10));
        assertThat(chained).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo(30);
    }

    @Test
    void aCallThatTakesTooLongIsCancelledOnTheServer() throws Exception {
        assertThatExceptionOfType(CallTimeoutException.class)
                .isThrownBy(
                        () -> client.rpc("hang").timeout(Duration.ofSeconds(3)).call(Void.class))
                .withMessageContaining("\"hang\" within 3 s")
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0320"));
        assertThat(handler.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(client.call("add", int.class, 1, 1)).isEqualTo(2);
    }

    @Test
    void aCancelledFutureIsCancelledOnTheServer() throws Exception {
        CompletableFuture<Void> hanging = client.callAsync("hang", Void.class);
        assertThat(handler.hanging.await(20, TimeUnit.SECONDS)).isTrue();
        hanging.cancel(true);
        assertThat(handler.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCallIsCancelledOnTheServerEvenIfTheClientClosesAtOnce() throws Exception {
        CompletableFuture<Void> hanging = client.callAsync("hang", Void.class);
        assertThat(handler.hanging.await(20, TimeUnit.SECONDS)).isTrue();
        hanging.cancel(true);
        client.close();
        assertThat(handler.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterruptedThreadStopsWaiting() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            try {
                client.call("hang", Void.class);
            } catch (ClientException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        waiting.start();
        assertThat(handler.hanging.await(20, TimeUnit.SECONDS)).isTrue();
        waiting.interrupt();
        waiting.join();
        assertThat(thrown.get())
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0331"));
        assertThat(flag.get()).isTrue();
        assertThat(handler.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(client.call("add", int.class, 1, 1)).isEqualTo(2);
    }

    @Test
    void aClosedClientRefusesCalls() {
        client.close();
        assertThat(client.state()).isEqualTo(ClientState.CLOSED);
        assertThatExceptionOfType(ConnectionClosedException.class)
                .isThrownBy(() -> client.call("add", int.class, 1, 1))
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0312"));
    }

    @Test
    void closingFailsWaitingCalls() throws Exception {
        CompletableFuture<Void> hanging = client.callAsync("hang", Void.class);
        assertThat(handler.hanging.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(client.closeAsync()).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(hanging)
                .failsWithin(20, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .withMessageContaining("WEBSHOCKET-0312");
    }
}
