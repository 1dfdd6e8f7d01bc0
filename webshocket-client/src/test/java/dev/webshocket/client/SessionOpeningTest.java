package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a client opens a session: sections "Version 2" and "Session" of the wire protocol. */
class SessionOpeningTest extends ScriptedSession {

    @Test
    void version2IsOfferedBeforeVersion1() {
        CompletableFuture<WebSocketClient> connecting = builder().connectAsync();
        socket = server.accept();
        assertThat(socket.header("Sec-WebSocket-Protocol").split(", *"))
                .containsExactly("webshocket.v2", "webshocket.v1");
        assertThat(socket.hello()).isEqualTo(new Hello(null, 0, List.of(), null));
        assertThat(connecting).isNotDone();
        assertThat(socket.welcome(Resumed.NO, "one", 0)).isEqualTo(new Ack(0));
        client = result(connecting);
        assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
    }

    @Test
    void aServerOfVersion1IsSpokenToInVersion1() {
        CompletableFuture<WebSocketClient> connecting = builder().connectAsync();
        socket = server.accept("webshocket.v1");
        client = result(connecting);
        CompletableFuture<Integer> call = client.callAsync("add", Integer.class, 1, 2);
        RpcRequest request = socket.call();
        assertThat(request.method()).isEqualTo("add");
        socket.answer(request, 3);
        assertThat(result(call)).isEqualTo(3);
    }

    @Test
    void callsOfASessionAreWrittenInItsVersion() {
        connect(builder());
        CompletableFuture<Integer> call = client.callAsync("add", Integer.class, 1, 2);
        RpcRequest request = socket.call();
        assertThat(request.args()).containsExactly(1L, 2L);
        socket.answer(request, 3);
        assertThat(result(call)).isEqualTo(3);
    }

    @Test
    void anOtherSubprotocolIsRefused() {
        CompletableFuture<WebSocketClient> connecting = builder().connectAsync();
        socket = server.accept("");
        assertThat(failure(connecting))
                .isInstanceOf(ConnectionFailedException.class)
                .hasMessageStartingWith("WEBSHOCKET-0304")
                .hasMessageContaining("webshocket.v2 or webshocket.v1");
    }

    @Test
    void welcomeMustComeWithinTheConnectTimeout() {
        CompletableFuture<WebSocketClient> connecting =
                builder().connectTimeout(Duration.ofSeconds(5)).connectAsync();
        socket = server.accept();
        socket.hello();
        assertThat(failure(connecting)).hasMessageStartingWith("WEBSHOCKET-0301");
        assertThat(socket.end()).isEqualTo(1000);
    }

    @Test
    void anotherPacketInPlaceOfWelcomeIsAnError() {
        CompletableFuture<WebSocketClient> connecting = builder().connectAsync();
        socket = server.accept();
        socket.hello();
        socket.send(Packet.custom("early"));
        assertThat(failure(connecting))
                .isInstanceOf(ConnectionFailedException.class)
                .hasMessageStartingWith("WEBSHOCKET-0307");
        // The JDK's client cannot send 1002.
        assertThat(socket.end()).isEqualTo(1008);
    }

    @Test
    void aSessionThatWasNotAskedForIsAnError() {
        CompletableFuture<WebSocketClient> connecting = builder().connectAsync();
        socket = server.accept();
        socket.hello();
        socket.send(new dev.webshocket.internal.codec.SessionMessage.Welcome(
                "s", "one", Resumed.ALL, 0, 60, 20, List.of(), null));
        assertThat(failure(connecting)).hasMessageStartingWith("WEBSHOCKET-0307");
        assertThat(socket.end()).isEqualTo(1008);
    }

    @ParameterizedTest
    @CsvSource({
        "1008, WEBSHOCKET-0307, false",
        "1013, WEBSHOCKET-0307, true",
        "4401, WEBSHOCKET-0340, false",
        "1002, WEBSHOCKET-0307, true"
    })
    void anEndInPlaceOfWelcomeIsAFailedAttempt(int code, String failure, boolean isTransient) {
        CompletableFuture<WebSocketClient> connecting = builder().connectAsync();
        socket = server.accept();
        socket.hello();
        socket.close(code, "not you");
        assertThat(failure(connecting)).isInstanceOfSatisfying(ConnectionFailedException.class, e -> {
            assertThat(e.code()).isEqualTo(failure);
            assertThat(e).hasMessageContaining("close code " + code + ": not you");
            assertThat(e.isTransient()).isEqualTo(isTransient);
        });
    }

    @Test
    void aFirstSessionIsRetriedAsConfigured() {
        CompletableFuture<WebSocketClient> connecting =
                builder().retryFirst(QUICK).connectAsync();
        socket = server.accept();
        socket.hello();
        socket.close(1013, "later");
        socket = server.accept();
        socket.hello();
        socket.cut();
        assertThat(reconnected().resume()).isNull();
        socket.welcome(Resumed.NO, "one", 0);
        client = result(connecting);
    }

    @Test
    void aFirstSessionThatEndsAtOnceIsAFailedAttempt() {
        CompletableFuture<WebSocketClient> connecting = builder().connectAsync();
        socket = server.accept();
        socket.hello();
        socket.close(1000, "");
        ConnectionFailedException failure = catchThrowableOfType(ConnectionFailedException.class, () -> {
            throw failure(connecting);
        });
        assertThat(failure.isTransient()).isFalse();
    }
}
