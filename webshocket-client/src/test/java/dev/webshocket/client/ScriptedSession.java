package dev.webshocket.client;

import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A client on version 2 of the protocol, and a server that a test speaks for. */
@Timeout(60)
abstract class ScriptedSession {

    static final Duration LONG = Duration.ofSeconds(20);

    /** Reconnects soon, whatever the close code. */
    static final RetryPolicy QUICK = quick(WhenDown.WAIT);

    final ScriptedServer server = new ScriptedServer();
    final List<ClientState> states = new CopyOnWriteArrayList<>();
    /** The current socket. */
    ScriptedSocket socket;

    WebSocketClient client;

    static RetryPolicy quick(WhenDown whenDown) {
        return RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(10))
                .maxDelay(Duration.ofMillis(50))
                .whenDown(whenDown)
                .finalCodes()
                .build();
    }

    @AfterEach
    void close() {
        server.close();
        if (client != null) {
            client.close();
        }
    }

    WebSocketClientBuilder builder() {
        return WebSocketClient.builder(server.uri())
                .offer("webshocket.v2", "webshocket.v1")
                .retryLost(QUICK)
                .onState(states::add);
    }

    /** Connects a client, whose session has the secret "one". */
    void connect(WebSocketClientBuilder builder) {
        connect(builder, new Welcome("s", "one", Resumed.NO, 0, 60, 20, List.of(), null));
    }

    void connect(WebSocketClientBuilder builder, Welcome welcome) {
        CompletableFuture<WebSocketClient> connecting = builder.connectAsync();
        socket = server.accept();
        socket.hello();
        socket.welcome(welcome);
        client = result(connecting);
    }

    /** Accepts the client's next socket. */
    Hello reconnected() {
        socket = server.accept();
        return socket.hello();
    }

    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the exception with which a call has failed. */
    static Throwable failure(CompletableFuture<?> future) {
        try {
            Object value = future.get(20, TimeUnit.SECONDS);
            throw new AssertionError("a result: " + value);
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
