package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a session that does not go on: section "Session" of the wire protocol. */
class LostSessionTest extends ScriptedSession {

    private final AtomicInteger reconnections = new AtomicInteger();

    @Override
    WebSocketClientBuilder builder() {
        return super.builder().onReconnect(back -> reconnections.incrementAndGet());
    }

    private CompletableFuture<String> call(String method) {
        return client.callAsync(method, String.class);
    }

    private static void assertOutcomeUnknown(CompletableFuture<?> call, int closeCode) {
        assertThat(failure(call)).isInstanceOfSatisfying(ConnectionClosedException.class, e -> {
            assertThat(e.code()).isEqualTo("WEBSHOCKET-0310");
            assertThat(e).hasMessageContaining("outcome unknown");
            assertThat(e.closeCode()).hasValue(closeCode);
        });
    }

    @Test
    void anotherSessionTakesThePlaceOfOneThatTheServerDoesNotHave() {
        connect(super.builder().onReconnect(back -> back.call("login", String.class)));
        CompletableFuture<String> call = call("slow");
        socket.call();
        CompletableFuture<String> repeated = client.rpc("safe").idempotent().callAsync(String.class);
        RpcRequest safe = socket.call();
        socket.cut();
        await().atMost(LONG).until(() -> client.state() != ClientState.CONNECTED);
        CompletableFuture<String> later = call("later");
        assertThat(reconnected().resume()).isEqualTo("one");
        socket.welcome(Resumed.NO, "two", 0);

        assertOutcomeUnknown(call, 1006);
        assertThat(failure(call)).hasMessageContaining("the server has not resumed it");
        RpcRequest login = socket.call();
        assertThat(login.method()).as("onReconnect comes first").isEqualTo("login");
        socket.answer(login, "welcome back");
        RpcRequest again = socket.call();
        assertThat(again.method()).isEqualTo("safe");
        assertThat(again.callId()).isEqualTo(safe.callId());
        RpcRequest next = socket.call();
        assertThat(next.method()).isEqualTo("later");
        socket.answer(again, "once more");
        socket.answer(next, "done");
        assertThat(result(repeated)).isEqualTo("once more");
        assertThat(result(later)).isEqualTo("done");
    }

    @Test
    void aSessionOfWhichTheStateIsKeptNeedsNoPreparation() {
        connect(builder());
        CompletableFuture<String> call = call("slow");
        socket.call();
        CompletableFuture<String> repeated = client.rpc("safe").idempotent().callAsync(String.class);
        socket.call();
        socket.cut();
        reconnected();
        socket.welcome(Resumed.STATE, "two", 0);
        assertOutcomeUnknown(call, 1006);
        socket.answer(socket.call(), "once more");
        assertThat(result(repeated)).isEqualTo("once more");
        assertThat(reconnections).hasValue(0);
        socket.cut();
        assertThat(reconnected()).satisfies(hello -> {
            assertThat(hello.resume()).isEqualTo("two");
            assertThat(hello.received()).as("numbers begin anew").isEqualTo(1);
        });
    }

    /** A session that is not prepared yet has no state that would be worth keeping. */
    @Test
    void aSessionThatWasLostBeforeItWasPreparedIsPreparedAgain() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        connect(super.builder().onReconnect(back -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            if (begun.incrementAndGet() == 1) {
                // Until another session takes the place of this one.
                assertOutcomeUnknown(back.callAsync("login", String.class), 1006);
            }
            running.decrementAndGet();
        }));
        socket.cut();
        reconnected();
        socket.welcome(Resumed.NO, "two", 0);
        assertThat(socket.call().method()).isEqualTo("login");
        socket.cut();
        reconnected();
        socket.welcome(Resumed.STATE, "three", 0);
        CompletableFuture<String> call = call("work");
        socket.answer(socket.call(), "done");
        assertThat(result(call)).isEqualTo("done");
        assertThat(begun).hasValue(2);
        assertThat(most).as("one callback at a time").hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1002, 1003, 1007, 1008, 1009, 4000, 4001, 4403, 4999})
    void theseCloseCodesEndTheSession(int code) {
        connect(builder());
        CompletableFuture<String> call = call("slow");
        socket.call();
        socket.close(code, "over");
        assertOutcomeUnknown(call, code);
        assertThat(reconnected().resume()).as("a session that is forgotten").isNull();
        socket.welcome(Resumed.NO, "two", 0);
        CompletableFuture<String> next = call("next");
        socket.answer(socket.call(), "done");
        assertThat(result(next)).isEqualTo("done");
        assertThat(reconnections).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"1000", "1008", "4401"})
    void theseCloseCodesAreFinal(int code) {
        connect(builder().retryLost(RetryPolicy.defaults()));
        CompletableFuture<String> call = call("slow");
        socket.call();
        socket.close(code, "for good");
        assertOutcomeUnknown(call, code);
        await().atMost(LONG).until(() -> client.state() == ClientState.CLOSED);
        assertThat(failure(call("next")))
                .hasMessageStartingWith("WEBSHOCKET-0313")
                .hasMessageContaining("for good");
        assertThat(server.isLeftAlone()).isTrue();
    }

    @Test
    void aFinalCodeInPlaceOfWelcomeEndsTheClient() {
        RetryPolicy policy = RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(10))
                .maxDelay(Duration.ofMillis(50))
                .build();
        connect(builder().retryLost(policy));
        CompletableFuture<String> call = call("slow");
        socket.call();
        socket.cut();
        reconnected();
        socket.close(4401, "no longer");
        assertOutcomeUnknown(call, 1006);
        await().atMost(LONG).until(() -> client.state() == ClientState.CLOSED);
        assertThat(failure(call("next")))
                .hasMessageStartingWith("WEBSHOCKET-0313")
                .hasMessageContaining("no longer");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3})
    void aWrongCountOfPacketsEndsTheSession(long received) {
        connect(builder());
        CompletableFuture<String> call = call("slow");
        socket.call();
        socket.send(new dev.webshocket.internal.codec.SessionMessage.Ack(1));
        socket.send(Packet.custom("after the confirmation"));
        client.receive(LONG);
        socket.cut();
        reconnected();
        socket.send(new Welcome("s", "two", Resumed.ALL, received, 60, 20, List.of(), null));
        assertThat(failure(call)).hasMessageStartingWith("WEBSHOCKET-0310");
        assertThat(socket.end()).isEqualTo(1008);
        assertThat(reconnected().resume()).isNull();
    }

    @Test
    void aSessionEndsAtTheClientAfterKeep() {
        connect(builder(), new Welcome("s", "one", Resumed.NO, 0, 1, 20, List.of(), null));
        CompletableFuture<String> call = call("slow");
        socket.call();
        socket.cut();
        reconnected();
        assertThat(failure(call)).hasMessageStartingWith("WEBSHOCKET-0310");
        socket.cut();
        assertThat(reconnected().resume()).isNull();
        socket.welcome(Resumed.NO, "two", 0);
        await().atMost(LONG).until(() -> reconnections.get() == 1);
    }

    @Test
    void aServerThatKeepsNoSessionsEndsThemWithTheSocket() {
        connect(builder(), new Welcome("s", "one", Resumed.NO, 0, 0, 20, List.of(), null));
        CompletableFuture<String> call = call("slow");
        socket.call();
        socket.cut();
        assertOutcomeUnknown(call, 1006);
        assertThat(reconnected().resume()).isNull();
    }

    @Test
    void aServerThatSpeaksVersion1AgainHasNoSession() {
        connect(builder());
        CompletableFuture<String> call = call("slow");
        socket.call();
        CompletableFuture<String> repeated =
                client.rpc("safe").idempotent().args(7).callAsync(String.class);
        socket.call();
        socket.cut();
        socket = server.accept("webshocket.v1");
        assertOutcomeUnknown(call, 1006);
        RpcRequest again = socket.call();
        assertThat(again.args()).containsExactly(7L);
        assertThat(socket.lastMessage())
                .as("written in version 1")
                .isEqualTo(ScriptedServer.codec(ProtocolVersion.V1).encode(Packet.rpc(again)));
        socket.answer(again, "once more");
        assertThat(result(repeated)).isEqualTo("once more");
        assertThat(reconnections).hasValue(1);
    }

    @Test
    void retriesThatAreUsedUpEndTheSession() {
        RetryPolicy twice = RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(10))
                .retries(2)
                .build();
        connect(builder().retryLost(twice));
        CompletableFuture<String> call = call("slow");
        socket.call();
        socket.cut();
        await().atMost(LONG).until(() -> client.state() != ClientState.CONNECTED);
        CompletableFuture<String> waiting = call("later");
        for (int i = 0; i < 2; i++) {
            reconnected();
            socket.close(1013, "full");
        }
        assertOutcomeUnknown(call, 1006);
        assertThat(failure(waiting)).hasMessageStartingWith("WEBSHOCKET-0315");
        await().atMost(LONG).until(() -> client.state() == ClientState.CLOSED);
    }

    @Test
    void withoutRetriesALostConnectionIsTheEnd() {
        connect(builder().retryLost(RetryPolicy.none()));
        CompletableFuture<String> call = call("slow");
        socket.call();
        socket.cut();
        assertOutcomeUnknown(call, 1006);
        await().atMost(LONG).until(() -> client.state() == ClientState.CLOSED);
        assertThat(server.isLeftAlone()).isTrue();
    }
}
