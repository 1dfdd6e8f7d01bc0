package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.EngineServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientConnectTest {

    private static final RetryPolicy THREE_TIMES =
            RetryPolicy.builder().firstDelay(Duration.ofMillis(10)).retries(3).build();

    /** Returns the headers of a client's handshake. */
    @WebSocketHandler("/ws")
    public static class HeaderHandler {

        @RpcMethod
        public String header(ClientConnection connection, String name) {
            List<String> values = connection.headers().get(name);
            return values == null ? null : values.get(0);
        }

        @RpcMethod
        public void kick(ClientConnection connection) {
            connection.close(1001, "try again");
        }
    }

    private final Socket taken = new Socket();

    private static ConnectionFailedException failure(WebSocketClientBuilder builder) {
        return catchThrowableOfType(ConnectionFailedException.class, builder::connect);
    }

    /** A URI where nothing listens. The port stays bound, so nobody else can listen there. */
    private URI unused() throws IOException {
        taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return URI.create("ws://127.0.0.1:" + taken.getLocalPort() + "/ws");
    }

    @AfterEach
    void giveBack() throws IOException {
        taken.close();
    }

    @Test
    void nothingListens() throws IOException {
        URI uri = unused();
        ConnectionFailedException failure = failure(WebSocketClient.builder(uri));
        assertThat(failure.code()).isEqualTo("WEBSHOCKET-0300");
        assertThat(failure).hasMessageContaining(uri + " cannot be reached: nobody listens there");
        assertThat(failure.isTransient()).isTrue();
    }

    @Test
    void theHostIsUnknown() {
        ConnectionFailedException failure =
                failure(WebSocketClient.builder(URI.create("ws://no-such-host.invalid/ws")));
        assertThat(failure.code()).isEqualTo("WEBSHOCKET-0300");
        assertThat(failure).hasMessageContaining("there is no such host");
    }

    @Test
    void theServerDoesNotAnswer() throws IOException {
        try (SilentServer silent = new SilentServer(null)) {
            ConnectionFailedException failure =
                    failure(WebSocketClient.builder(silent.uri()).connectTimeout(Duration.ofMillis(300)));
            assertThat(failure.code()).isEqualTo("WEBSHOCKET-0301");
            assertThat(failure.isTransient()).isTrue();
        }
    }

    @Test
    void theServerDoesNotSpeakTheProtocol() throws IOException {
        try (SilentServer other = new SilentServer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n")) {
            ConnectionFailedException failure =
                    failure(WebSocketClient.builder(other.uri()).retryFirst(THREE_TIMES));
            assertThat(failure.code()).isEqualTo("WEBSHOCKET-0304");
            assertThat(failure.isTransient()).isFalse();
        }
    }

    @Test
    void theSupplierOfHeadersFails() throws Exception {
        try (EngineServer server = EngineServer.start(new HeaderHandler())) {
            ConnectionFailedException failure =
                    failure(WebSocketClient.builder(server.uri("/ws")).headers(() -> {
                        throw new IllegalStateException("no token");
                    }));
            assertThat(failure.code()).isEqualTo("WEBSHOCKET-0306");
            assertThat(failure).hasMessageContaining("no token");
        }
    }

    @Test
    void theLastFailureIsReportedOnceRetriesAreUsedUp() throws IOException {
        AtomicInteger attempts = new AtomicInteger();
        ConnectionFailedException failure = failure(
                WebSocketClient.builder(unused()).retryFirst(THREE_TIMES).headers(() -> {
                    attempts.incrementAndGet();
                    return Map.of();
                }));
        assertThat(failure.code()).isEqualTo("WEBSHOCKET-0300");
        assertThat(attempts).hasValue(4);
    }

    @Test
    void userAndQueryStayOutOfMessages() throws Exception {
        try (EngineServer server = EngineServer.start(new MathHandler());
                WebSocketClient client = WebSocketClient.connect(server.uri("/ws?token=secret"))) {
            assertThat(client.uri()).hasQuery("token=secret");
            assertThat(client).hasToString("WebSocketClient[" + server.uri("/ws") + ", CONNECTED]");
        }
        URI place = unused();
        URI withUser = URI.create("ws://me:secret@" + place.getAuthority() + "/ws?token=secret");
        assertThat(failure(WebSocketClient.builder(withUser)))
                .hasMessageContaining("ws://" + place.getAuthority() + "/ws cannot be reached")
                .hasMessageNotContaining("secret");
    }

    @Test
    void connectAsyncFailsItsFuture() throws IOException {
        assertThat(WebSocketClient.builder(unused()).connectAsync())
                .failsWithin(20, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(ConnectionFailedException.class);
    }

    @Test
    void cancellingStopsTheAttempts() throws IOException {
        List<ClientState> states = new CopyOnWriteArrayList<>();
        CompletableFuture<WebSocketClient> connecting = WebSocketClient.builder(unused())
                .retryFirst(RetryPolicy.defaults())
                .onState(states::add)
                .connectAsync();
        await().until(() -> states.contains(ClientState.DISCONNECTED));
        connecting.cancel(true);
        await().until(() -> states.contains(ClientState.CLOSED));
    }

    @Test
    void anInterruptedThreadStopsConnecting() throws Exception {
        try (SilentServer silent = new SilentServer(null)) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            List<ClientState> states = new CopyOnWriteArrayList<>();
            WebSocketClientBuilder builder =
                    WebSocketClient.builder(silent.uri()).onState(states::add);
            Thread connecting = new Thread(() -> {
                try {
                    builder.connect();
                } catch (ClientException e) {
                    thrown.set(e);
                }
            });
            connecting.start();
            await().until(() -> states.contains(ClientState.CONNECTING));
            connecting.interrupt();
            connecting.join();
            assertThat(thrown.get())
                    .isInstanceOfSatisfying(
                            ClientException.class, e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0331"));
            await().until(() -> states.contains(ClientState.CLOSED));
        }
    }

    @Test
    void theLastValueOfAHeaderIsSent() throws Exception {
        try (EngineServer server = EngineServer.start(new HeaderHandler());
                WebSocketClient client = WebSocketClient.builder(server.uri("/ws"))
                        .header("AUTHORIZATION", "first")
                        .header("x-fixed", "first")
                        .header("X-Fixed", "second")
                        .header("authorization", "second")
                        .headers(() -> Map.of("Authorization", "third"))
                        .connect()) {
            assertThat(client.call("header", String.class, "Authorization")).isEqualTo("third");
            assertThat(client.call("header", String.class, "X-Fixed")).isEqualTo("second");
        }
    }

    @Test
    void aHeaderWithoutAValueCannotBeSent() throws Exception {
        try (EngineServer server = EngineServer.start(new HeaderHandler())) {
            ConnectionFailedException failure = failure(WebSocketClient.builder(server.uri("/ws"))
                    .headers(() -> Collections.singletonMap("Authorization", null)));
            assertThat(failure.code()).isEqualTo("WEBSHOCKET-0306");
            assertThat(failure).hasMessageContaining("Authorization");
        }
    }

    @Test
    void headersAreSentWithEachHandshake() throws Exception {
        AtomicInteger tokens = new AtomicInteger();
        try (EngineServer server = EngineServer.start(new HeaderHandler());
                WebSocketClient client = WebSocketClient.builder(server.uri("/ws"))
                        .header("X-Fixed", "same")
                        .headers(() -> Map.of("Authorization", "Bearer " + tokens.incrementAndGet()))
                        .retryLost(RetryPolicy.builder()
                                .firstDelay(Duration.ofMillis(10))
                                .build())
                        .connect()) {
            assertThat(client.call("header", String.class, "X-Fixed")).isEqualTo("same");
            assertThat(client.call("header", String.class, "Authorization")).isEqualTo("Bearer 1");
            assertThatExceptionOfType(ConnectionClosedException.class)
                    .isThrownBy(() -> client.rpc("kick").call(Void.class));
            assertThat(client.call("header", String.class, "Authorization")).isEqualTo("Bearer 2");
            assertThat(client.uri()).isEqualTo(server.uri("/ws"));
        }
    }

    @Test
    void theApplicationMayProvideTheExecutor() throws Exception {
        ExecutorService executor = Executors.newCachedThreadPool(task -> new Thread(task, "application"));
        try (EngineServer server = EngineServer.start(new MathHandler());
                WebSocketClient client = WebSocketClient.builder(server.uri("/ws"))
                        .executor(executor)
                        .connect()) {
            CompletableFuture<String> thread = client.callAsync("add", Integer.class, 1, 2)
                    .thenApply(sum -> Thread.currentThread().getName());
            // If the answer came before thenApply, the stage ran on this thread.
            assertThat(thread.get(20, TimeUnit.SECONDS))
                    .isIn("application", Thread.currentThread().getName());
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void aClientOutlivesTheApplicationsExecutor() throws Exception {
        ExecutorService executor = Executors.newCachedThreadPool();
        try (EngineServer server = EngineServer.start(new MathHandler());
                WebSocketClient client = WebSocketClient.builder(server.uri("/ws"))
                        .executor(executor)
                        .connect()) {
            executor.shutdownNow();
            assertThat(client.callAsync("add", Integer.class, 1, 2))
                    .succeedsWithin(20, TimeUnit.SECONDS)
                    .isEqualTo(3);
        }
    }
}
