package dev.webshocket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.cdi.ConnectionScoped;
import dev.webshocket.spi.extension.SessionStates;
import dev.webshocket.tyrus.WebSocketServer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clients that connect, call and disconnect many times leave nothing in memory. The system property {@code soak.rounds}
 * sets the number of rounds, 2,000 by default. Half of the clients close, half of them drop the connection.
 */
@Tag("slow")
class SoakIT {

    private static final int ROUNDS = Integer.getInteger("soak.rounds", 2_000);

    /** Counts the live beans of one kind. */
    public abstract static class Counted {

        @PostConstruct
        void created() {
            living().incrementAndGet();
        }

        @PreDestroy
        void destroyed() {
            living().decrementAndGet();
        }

        abstract AtomicInteger living();
    }

    /** A bean for each call. */
    @RequestScoped
    public static class CallBean extends Counted {
        static final AtomicInteger LIVING = new AtomicInteger();

        @Override
        AtomicInteger living() {
            return LIVING;
        }

        /** Makes the container create it. */
        public String touch() {
            return "call";
        }
    }

    /** A bean for each connection. */
    @ConnectionScoped
    public static class SessionBean extends Counted {
        static final AtomicInteger LIVING = new AtomicInteger();

        @Override
        AtomicInteger living() {
            return LIVING;
        }

        /** Makes the container create it. */
        public String touch() {
            return "session";
        }
    }

    /** A handler for each connection. */
    @Dependent
    @WebSocketHandler("/ws")
    public static class Handler extends Counted {
        static final AtomicInteger LIVING = new AtomicInteger();
        static final AtomicInteger GONE = new AtomicInteger();
        static final Queue<WeakReference<ClientConnection>> CONNECTIONS = new ConcurrentLinkedQueue<>();

        @Inject
        CallBean call;

        @Inject
        SessionBean session;

        @Override
        AtomicInteger living() {
            return LIVING;
        }

        @RpcMethod
        String touch(ClientConnection connection) {
            connection.set("touched", new byte[1000]);
            if (connection.uid().hashCode() % 100 == 0) {
                CONNECTIONS.add(new WeakReference<>(connection));
            }
            return call.touch() + session.touch();
        }

        @OnDisconnect
        void gone() {
            GONE.incrementAndGet();
        }
    }

    private static final class Answers implements WebSocket.Listener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            texts.add(text.toString());
            socket.request(1);
            return null;
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void closedConnectionsLeaveNothingInMemory() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        try (WebSocketServer server = WebSocketServer.builder()
                .host("127.0.0.1")
                .port(0)
                .handlers(Handler.class)
                .beans(CallBean.class, SessionBean.class)
                .start()) {
            URI uri = server.uri("/ws");
            rounds(http, uri, ROUNDS / 4);
            awaitNothingLeft(server, ROUNDS / 4);
            int threads = Thread.activeCount();
            long heap = LiveHeap.now().bytes();

            rounds(http, uri, ROUNDS - ROUNDS / 4);
            awaitNothingLeft(server, ROUNDS);
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 8);
            // A leaked kilobyte of attributes for each connection would already exceed this.
            assertThat(LiveHeap.now().bytes() - heap).isLessThan(500L * (ROUNDS - ROUNDS / 4));
            assertThat(Handler.CONNECTIONS)
                    .allSatisfy(reference -> assertThat(reference.get()).isNull());
        }
    }

    private static void rounds(HttpClient http, URI uri, int rounds) throws Exception {
        for (int i = 0; i < rounds; i++) {
            Answers answers = new Answers();
            WebSocket socket = http.newWebSocketBuilder()
                    .subprotocols("webshocket.v1.json")
                    .buildAsync(uri, answers)
                    .join();
            socket.sendText("{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"touch\"}}", true)
                    .join();
            assertThat(answers.texts.poll(20, TimeUnit.SECONDS)).contains("callsession");
            if (i % 2 == 0) {
                socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            }
            socket.abort();
        }
    }

    private static void awaitNothingLeft(WebSocketServer server, int connections) {
        SessionStates states = server.select(SessionStates.class).get();
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(Map.of(
                                "gone", Handler.GONE.get(),
                                "states", states.size(),
                                "handlers", Handler.LIVING.get(),
                                "session beans", SessionBean.LIVING.get(),
                                "call beans", CallBean.LIVING.get()))
                        .isEqualTo(Map.of(
                                "gone", connections,
                                "states", 0,
                                "handlers", 0,
                                "session beans", 0,
                                "call beans", 0)));
        // Grizzly's idle timer retains closed connections until its next check, once a second.
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(LiveHeap.now().instancesOf(TCPNIOConnection.class))
                        .isLessThanOrEqualTo(8));
    }
}
