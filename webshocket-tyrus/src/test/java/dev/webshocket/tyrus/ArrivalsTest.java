package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.extension.StoredSession;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many clients that come back at once, and one that is there. */
@Timeout(120)
class ArrivalsTest {

    /** More than there are selectors. */
    private static final int ARRIVING = 4 * Math.max(2, Runtime.getRuntime().availableProcessors());

    @ApplicationScoped
    @WebSocketHandler("/ws")
    public static class Handler {

        @RpcMethod
        public int add(int a, int b) {
            return a + b;
        }
    }

    /** A store that keeps the thread which asks for a session, though it must not. */
    private static final class Slow implements SessionStore {

        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answers = new CountDownLatch(1);

        @Override
        public CompletionStage<Boolean> save(StoredSession session, Duration keep) {
            return CompletableFuture.completedStage(true);
        }

        @Override
        public CompletionStage<Optional<StoredSession>> take(String uid, String secret, String server) {
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public CompletionStage<Void> remove(String uid, String server) {
            return CompletableFuture.completedStage(null);
        }
    }

    private static WebSocketServerBuilder server() {
        return WebSocketServer.builder().host("127.0.0.1").port(0).handlers(Handler.class);
    }

    private static URI uri(WebSocketServer server) {
        return URI.create("ws://127.0.0.1:" + server.port() + "/ws");
    }

    /** Returns the welcome of a server that is gone. */
    private static Welcome before() throws InterruptedException {
        try (WebSocketServer server = server().start();
                SessionSocket socket = SessionSocket.connect(uri(server), Wire.MSGPACK)) {
            socket.hello(null, 0);
            return socket.welcome();
        }
    }

    @Test
    void whoIsThereIsServedWhileOthersArrive() throws Exception {
        Welcome before = before();
        Slow store = new Slow();
        List<SessionSocket> arriving = new ArrayList<>();
        try (WebSocketServer server = server().sessionStore(store).start();
                SessionSocket there = SessionSocket.open(uri(server), Wire.MSGPACK)) {
            try {
                for (int i = 0; i < ARRIVING; i++) {
                    arriving.add(SessionSocket.resume(uri(server), Wire.MSGPACK, before, 0));
                }
                assertThat(store.asked.await(60, TimeUnit.SECONDS)).isTrue();
                for (int i = 1; i <= 10; i++) {
                    assertThat(there.call("" + i, "add", i, 1).response()).isEqualTo(i + 1L);
                }
                // Nor does one that arrives wait for those whose sessions the store still looks for.
                try (SessionSocket other = SessionSocket.open(uri(server), Wire.MSGPACK)) {
                    assertThat(other.call("1", "add", 1, 2).response()).isEqualTo(3L);
                }
                assertThat(store.answers.getCount()).as("still held").isEqualTo(1);
            } finally {
                store.answers.countDown();
            }
            for (SessionSocket socket : arriving) {
                assertThat(socket.welcome().resumed()).isEqualTo(Resumed.NO);
            }
        } finally {
            arriving.forEach(SessionSocket::close);
        }
    }
}
