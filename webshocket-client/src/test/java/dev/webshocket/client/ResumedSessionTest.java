package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that goes on over another socket: section "Session" of the wire protocol, {@code resumed} {@code "all"}. */
class ResumedSessionTest extends ScriptedSession {

    private final AtomicInteger reconnections = new AtomicInteger();

    @Override
    WebSocketClientBuilder builder() {
        return super.builder().onReconnect(back -> reconnections.incrementAndGet());
    }

    private CompletableFuture<String> call(String method) {
        return client.callAsync(method, String.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallInFlightIsAnsweredOnTheNextSocket(boolean orderly) {
        connect(builder());
        CompletableFuture<String> call = call("slow");
        RpcRequest request = socket.call();
        if (orderly) {
            socket.cut();
        } else {
            socket.reset();
        }
        assertThat(reconnected()).isEqualTo(new Hello("one", 0, List.of(), null));
        assertThat(socket.welcome(Resumed.ALL, "two", 1)).isEqualTo(new Ack(0));
        socket.answer(request, "done");
        assertThat(result(call)).isEqualTo("done");
        assertThat(reconnections).hasValue(0);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(states)
                        .containsExactly(
                                ClientState.CONNECTING,
                                ClientState.CONNECTED,
                                ClientState.DISCONNECTED,
                                ClientState.CONNECTING,
                                ClientState.CONNECTED));
    }

    @Test
    void whatTheServerDoesNotHaveIsSentAgainOnce() {
        connect(builder());
        CompletableFuture<String> first = call("first");
        RpcRequest one = socket.call();
        CompletableFuture<String> second = call("second");
        RpcRequest two = socket.call();
        socket.cut();
        reconnected();
        socket.welcome(Resumed.ALL, "two", 1);
        assertThat(socket.call()).isEqualTo(two);
        CompletableFuture<String> third = call("third");
        RpcRequest three = socket.call();
        assertThat(three.method()).isEqualTo("third");
        socket.answer(three, "3");
        socket.answer(two, "2");
        socket.answer(one, "1");
        assertThat(result(first)).isEqualTo("1");
        assertThat(result(second)).isEqualTo("2");
        assertThat(result(third)).isEqualTo("3");
    }

    @Test
    void helloSaysWhatHasBeenReceived() {
        connect(builder());
        for (int i = 0; i < 3; i++) {
            socket.send(Packet.custom(i));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(client.receive(LONG).data()).isEqualTo((long) i);
        }
        socket.cut();
        assertThat(reconnected()).isEqualTo(new Hello("one", 3, List.of(), null));
        assertThat(socket.welcome(Resumed.ALL, "two", 0)).isEqualTo(new Ack(3));
        socket.send(Packet.custom(3));
        assertThat(client.receive(LONG).data()).isEqualTo(3L);
    }

    @Test
    void eachWelcomeBringsTheNextSecret() {
        connect(builder());
        String newest = "one";
        int sent = 0;
        for (String next : List.of("two", "three", "four")) {
            socket.cut();
            assertThat(reconnected().resume()).isEqualTo(newest);
            socket.welcome(Resumed.ALL, next, sent);
            CompletableFuture<String> call = call("ping");
            socket.answer(socket.call(), next);
            assertThat(result(call)).isEqualTo(next);
            newest = next;
            sent++;
        }
    }

    @Test
    void anAttemptWithoutWelcomeIsRepeatedWithTheSameSecret() {
        connect(builder());
        CompletableFuture<String> call = call("slow");
        RpcRequest request = socket.call();
        socket.cut();
        assertThat(reconnected().resume()).isEqualTo("one");
        socket.cut();
        assertThat(reconnected().resume()).isEqualTo("one");
        socket.close(1013, "busy");
        assertThat(reconnected().resume()).isEqualTo("one");
        socket.welcome(Resumed.ALL, "two", 1);
        socket.answer(request, "done");
        assertThat(result(call)).isEqualTo("done");
    }

    /** A close frame would end the session, which the server may just have taken up again. */
    @Test
    void anAttemptThatTimesOutIsCutWithoutACloseFrame() {
        connect(builder().connectTimeout(Duration.ofSeconds(1)));
        socket.cut();
        reconnected();
        assertThat(socket.end()).isEqualTo(1006);
        assertThat(reconnected().resume()).isEqualTo("one");
        socket.welcome(Resumed.ALL, "two", 0);
        await().atMost(LONG).until(() -> client.state() == ClientState.CONNECTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 1011, 1012, 1013, 3000, 3999})
    void theseCloseCodesKeepTheSession(int code) {
        connect(builder());
        CompletableFuture<String> call = call("slow");
        RpcRequest request = socket.call();
        socket.close(code, "");
        assertThat(reconnected().resume()).isEqualTo("one");
        socket.welcome(Resumed.ALL, "two", 1);
        socket.answer(request, "done");
        assertThat(result(call)).isEqualTo("done");
        assertThat(reconnections).hasValue(0);
    }

    @Test
    void aSilentServerIsLostAndTheSessionGoesOn() {
        connect(builder(), new Welcome("s", "one", Resumed.NO, 0, 60, 1, List.of(), null));
        CompletableFuture<String> call = call("slow");
        RpcRequest request = socket.call();
        ScriptedSocket silent = socket;
        assertThat(reconnected().resume()).isEqualTo("one");
        // Not a code that would end the session, were the server there after all.
        assertThat(silent.end()).isBetween(3000, 3999);
        socket.welcome(Resumed.ALL, "two", 1);
        socket.answer(request, "done");
        assertThat(result(call)).isEqualTo("done");
    }

    @Test
    void callsMadeMeanwhileWait() {
        connect(builder());
        socket.cut();
        await().atMost(LONG).until(() -> client.state() != ClientState.CONNECTED);
        CompletableFuture<String> call = call("later");
        reconnected();
        socket.welcome(Resumed.ALL, "two", 0);
        socket.answer(socket.call(), "done");
        assertThat(result(call)).isEqualTo("done");
    }

    @Test
    void callsMadeMeanwhileFailIfThePolicySaysSoButThoseInFlightDoNot() {
        connect(builder().retryLost(quick(WhenDown.FAIL)));
        CompletableFuture<String> call = call("slow");
        RpcRequest request = socket.call();
        socket.cut();
        await().atMost(LONG).until(() -> client.state() != ClientState.CONNECTED);
        assertThatExceptionOfType(ConnectionClosedException.class)
                .isThrownBy(() -> client.call("later", String.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0311"));
        reconnected();
        socket.welcome(Resumed.ALL, "two", 1);
        socket.answer(request, "done");
        assertThat(result(call)).isEqualTo("done");
        await().atMost(LONG).until(() -> client.state() == ClientState.CONNECTED);
    }

    @Test
    void timeGoesOnWithoutASocketAndTheCancellationFollows() {
        connect(builder());
        CompletableFuture<String> call =
                client.rpc("slow").timeout(Duration.ofMillis(700)).callAsync(String.class);
        RpcRequest request = socket.call();
        socket.cut();
        assertThat(failure(call)).isInstanceOf(CallTimeoutException.class).hasMessageStartingWith("WEBSHOCKET-0320");
        reconnected();
        socket.welcome(Resumed.ALL, "two", 1);
        assertThat(socket.packet().rpc()).isEqualTo(new RpcCancel(request.callId()));
    }

    @Test
    void aStreamGoesOnOverSockets() {
        connect(builder());
        try (dev.webshocket.RpcItems<Integer> items = client.streamRpc("count", Integer.class)) {
            RpcRequest request = socket.call();
            socket.send(Packet.rpc(RpcResponse.item(request.callId(), 1)));
            assertThat(items.iterator().next()).isEqualTo(1);
            socket.cut();
            assertThat(reconnected().received()).isEqualTo(1);
            socket.welcome(Resumed.ALL, "two", 1);
            socket.send(Packet.rpc(RpcResponse.item(request.callId(), 2)));
            socket.send(Packet.rpc(RpcResponse.end(request.callId())));
            assertThat(items).containsExactly(2);
        }
    }

    @Test
    void theSessionIsResumedWhileOnReconnectRuns() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        connect(super.builder().onReconnect(back -> {
            assertThat(back.call("login", String.class)).isEqualTo("welcome back");
            done.countDown();
        }));
        socket.cut();
        reconnected();
        socket.welcome(Resumed.NO, "two", 0);
        RpcRequest login = socket.call();
        CompletableFuture<String> other = call("other");
        socket.cut();
        assertThat(reconnected().resume()).isEqualTo("two");
        socket.welcome(Resumed.ALL, "three", 1);
        assertThat(client.state()).isEqualTo(ClientState.CONNECTING);
        socket.answer(login, "welcome back");
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        RpcRequest request = socket.call();
        assertThat(request.method()).isEqualTo("other");
        socket.answer(request, "done");
        assertThat(result(other)).isEqualTo("done");
    }

    @Test
    void closingEndsTheSessionAtTheServer() {
        connect(builder());
        CompletableFuture<Void> closing = client.closeAsync();
        assertThat(socket.end()).isEqualTo(1000);
        socket.cut();
        result(closing);
        assertThat(client.state()).isEqualTo(ClientState.CLOSED);
    }

    @Test
    void closingWithoutASocketFailsTheCalls() {
        connect(builder());
        CompletableFuture<String> call = call("slow");
        socket.call();
        socket.cut();
        await().atMost(LONG).until(() -> client.state() != ClientState.CONNECTED);
        client.close();
        assertThat(failure(call)).hasMessageStartingWith("WEBSHOCKET-0312");
        assertThat(client.state()).isEqualTo(ClientState.CLOSED);
    }
}
