package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.webshocket.internal.codec.SessionMessage.Refreshed;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The client's side of section "Credentials" of the wire protocol. */
@Tag("slow")
class ClientCredentialsTest extends ScriptedSession {

    private final AtomicInteger tokens = new AtomicInteger();

    @Override
    WebSocketClientBuilder builder() {
        return super.builder().credentials(() -> "token " + tokens.incrementAndGet());
    }

    private static Welcome welcome(Resumed resumed, String secret, Long expires) {
        return new Welcome("s", secret, resumed, 0, 60, 20, List.of(), expires);
    }

    @Test
    void eachHelloHasANewToken() {
        CompletableFuture<WebSocketClient> connecting = builder().connectAsync();
        socket = server.accept();
        assertThat(socket.header("Sec-WebSocket-Protocol")).isEqualTo("webshocket.v2");
        assertThat(socket.hello().token()).isEqualTo("token 1");
        socket.welcome(Resumed.NO, "one", 0);
        client = result(connecting);
        socket.cut();
        assertThat(reconnected()).satisfies(hello -> {
            assertThat(hello.resume()).isEqualTo("one");
            assertThat(hello.token()).isEqualTo("token 2");
        });
        socket.welcome(Resumed.ALL, "two", 0);
        socket.close(4403, "expired");
        assertThat(reconnected()).satisfies(hello -> {
            assertThat(hello.resume()).isNull();
            assertThat(hello.token()).isEqualTo("token 3");
        });
    }

    @Test
    void theTokenIsRefreshedBeforeItEnds() {
        connect(builder(), welcome(Resumed.NO, "one", 2L));
        assertThat(socket.refresh()).isEqualTo("token 2");
        socket.send(new Refreshed(2L, null, null, List.of()));
        assertThat(socket.refresh()).isEqualTo("token 3");
        socket.send(new Refreshed(null, null, null, List.of()));
        CompletableFuture<String> call = client.callAsync("next", String.class);
        assertThat(socket.call().method()).isEqualTo("next");
        assertThat(call).isNotDone();
    }

    @Test
    void aTokenThatIsRefusedIsReplacedAndTheSessionGoesOn() {
        connect(builder(), welcome(Resumed.NO, "one", 1L));
        assertThat(socket.refresh()).isEqualTo("token 2");
        socket.send(new Refreshed(null, -32002, "another name", List.of()));
        CompletableFuture<String> call = client.callAsync("next", String.class);
        socket.answer(socket.call(), "done");
        assertThat(result(call)).isEqualTo("done");
        assertThat(socket.refresh()).isEqualTo("token 3");
    }

    @Test
    void aSupplierThatFailsIsAskedAgain() {
        connect(
                super.builder().credentials(() -> {
                    if (tokens.incrementAndGet() == 2) {
                        throw new IllegalStateException("the store is away");
                    }
                    return "token " + tokens;
                }),
                welcome(Resumed.NO, "one", 1L));
        assertThat(socket.refresh()).isEqualTo("token 3");
        assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
    }

    @Test
    void aNewConnectionHasTimesOfItsOwn() {
        connect(builder(), welcome(Resumed.NO, "one", 3600L));
        socket.cut();
        assertThat(reconnected().token()).isEqualTo("token 2");
        socket.welcome(welcome(Resumed.ALL, "two", 1L));
        assertThat(socket.refresh()).isEqualTo("token 3");
    }

    @Test
    void aRefusedTokenIsFinal() {
        CompletableFuture<WebSocketClient> connecting = builder().connectAsync();
        socket = server.accept();
        socket.hello();
        socket.close(4401, "unknown token");
        assertThat(failure(connecting)).isInstanceOfSatisfying(ConnectionFailedException.class, e -> {
            assertThat(e.code()).isEqualTo("WEBSHOCKET-0340");
            assertThat(e).hasMessageContaining("unknown token");
            assertThat(e.isTransient()).isFalse();
        });
    }

    @Test
    void aSupplierThatFailsFailsTheAttempt() {
        CompletableFuture<WebSocketClient> connecting = super.builder()
                .credentials(() -> {
                    throw new IllegalStateException("no store");
                })
                .connectAsync();
        assertThat(failure(connecting)).isInstanceOfSatisfying(ConnectionFailedException.class, e -> {
            assertThat(e.code()).isEqualTo("WEBSHOCKET-0341");
            assertThat(e).hasMessageContaining("no store");
            assertThat(e.isTransient()).isTrue();
        });
    }

    @Test
    void aSupplierMustGiveAToken() {
        assertThat(failure(super.builder().credentials(() -> null).connectAsync()))
                .hasMessageStartingWith("WEBSHOCKET-0341");
        assertThatNullPointerException().isThrownBy(() -> super.builder().credentials(null));
    }

    @Test
    void aServerOfVersion1TakesNoToken() {
        CompletableFuture<WebSocketClient> connecting = builder().connectAsync();
        socket = server.accept("");
        assertThat(failure(connecting))
                .hasMessageStartingWith("WEBSHOCKET-0304")
                .hasMessageContaining("does not speak webshocket.v2");
    }
}
