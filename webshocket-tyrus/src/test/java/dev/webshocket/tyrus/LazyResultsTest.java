package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that read a request-scoped resource while they are sent: it stays open until the last item. */
@Tag("slow")
class LazyResultsTest {

    private static final int LONG = 400_000;
    /** More than the server's queues and the sockets hold. */
    private static final int MANY = 100;

    @ApplicationScoped
    public static class Ledger {

        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        final AtomicInteger read = new AtomicInteger();

        public int open() {
            return opened.incrementAndGet() - closed.get();
        }

        public void close() {
            closed.incrementAndGet();
        }

        public int openNow() {
            return opened.get() - closed.get();
        }

        public int read() {
            return read.incrementAndGet();
        }

        public int readNow() {
            return read.get();
        }
    }

    /** A resource like an entity manager, open as long as its request. */
    @RequestScoped
    public static class Cursor {

        private final int number;
        private final Ledger ledger;
        private int next;
        private boolean closed;

        @SuppressWarnings("unused") // for the client proxy
        public Cursor() {
            this(null);
        }

        @Inject
        public Cursor(Ledger ledger) {
            this.ledger = ledger;
            this.number = ledger == null ? 0 : ledger.open();
        }

        public synchronized int next() {
            if (closed || number == 0) {
                throw new IllegalStateException("closed");
            }
            ledger.read();
            return ++next;
        }

        @PreDestroy
        synchronized void close() {
            closed = true;
            ledger.close();
        }
    }

    @WebSocketHandler("/ws")
    public static class LazyHandler {

        @Inject
        Cursor cursor;

        @RpcMethod
        public Stream<Integer> stream(int n) {
            return Stream.generate(() -> cursor.next()).limit(n);
        }

        @RpcMethod
        public Stream<String> longStream(int n) {
            return Stream.generate(() -> cursor.next() + "x".repeat(LONG)).limit(n);
        }

        @RpcMethod
        public void emitter(int n, RpcStream<Integer> out) {
            for (int i = 0; i < n; i++) {
                out.send(cursor.next());
            }
        }

        @RpcMethod
        public List<Integer> list(int n) {
            return lazy(n);
        }

        @RpcMethod
        public CompletionStage<List<Integer>> stage(int n) {
            return CompletableFuture.supplyAsync(() -> lazy(n));
        }

        @RpcMethod
        public CompletionStage<List<Integer>> completedStage(int n) {
            return CompletableFuture.completedStage(lazy(n));
        }

        @RpcMethod
        public Stream<List<Integer>> streamOfLists(int n) {
            return Stream.of(lazy(n));
        }

        private List<Integer> lazy(int n) {
            return new AbstractList<>() {
                @Override
                public Integer get(int index) {
                    return cursor.next();
                }

                @Override
                public int size() {
                    return n;
                }
            };
        }

        @RpcMethod
        public Flow.Publisher<Integer> publisher(int n) {
            return published(n, () -> cursor.next());
        }

        @RpcMethod
        public Flow.Publisher<String> longPublisher(int n) {
            return published(n, () -> cursor.next() + "x".repeat(LONG));
        }

        /** Publishes on the requesting thread. */
        private static <T> Flow.Publisher<T> published(int n, Supplier<T> items) {
            return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {

                private int left = n;

                @Override
                public void request(long wanted) {
                    for (long i = 0; i < wanted && left > 0; i++) {
                        left--;
                        subscriber.onNext(items.get());
                        if (left == 0) {
                            subscriber.onComplete();
                        }
                    }
                }

                @Override
                public void cancel() {
                    left = 0;
                }
            });
        }
    }

    private WebSocketServer server;
    private Ledger ledger;

    @BeforeEach
    void start() {
        server = WebSocketServer.builder()
                .port(0)
                .handlers(LazyHandler.class)
                .beans(Cursor.class, Ledger.class)
                .start();
        ledger = server.select(Ledger.class).get();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String request(String method, int n) {
        return "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"" + method + "\",\"args\":[" + n
                + "],\"call_id\":\"1\"}}";
    }

    private void assertAllClosed() {
        await().untilAsserted(() -> assertThat(ledger.openNow()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "emitter", "publisher"})
    void itemsAreReadFromAnOpenResource(String method) throws Exception {
        try (TestClient client = TestClient.connect(server.uri("/ws"))) {
            client.send(request(method, MANY));
            for (int i = 1; i <= MANY; i++) {
                assertThat(client.message()).contains("\"response\":" + i + ",\"error\":null");
            }
            assertThat(client.message()).contains("\"error\":null").contains("\"is_end\":true");
        }
        assertThat(ledger.readNow()).isEqualTo(MANY);
        assertAllClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "stage", "completedStage", "streamOfLists"})
    void listsAreReadFromAnOpenResource(String method) throws Exception {
        try (TestClient client = TestClient.connect(server.uri("/ws"))) {
            client.send(request(method, 3));
            assertThat(client.message()).contains("\"response\":[1,2,3],\"error\":null");
        }
        assertAllClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"longStream", "longPublisher"})
    void aSlowClientGetsAllItems(String method) throws Exception {
        try (SlowClient client = SlowClient.connect(server)) {
            client.socket.sendText(request(method, MANY), true).join();
            // The server stopped sending, which a client that reads at once would prevent.
            awaitStandstill();
            assertThat(ledger.readNow()).isLessThan(MANY);
            assertThat(ledger.openNow()).isEqualTo(1);

            client.socket.request(Long.MAX_VALUE);

            assertThat(client.ended.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(client.last).contains("\"error\":null").contains("\"is_end\":true");
        }
        assertThat(ledger.readNow()).isEqualTo(MANY);
        assertAllClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"longStream", "longPublisher"})
    void aClientThatDisconnectsMidStreamEndsTheScope(String method) throws Exception {
        try (SlowClient client = SlowClient.connect(server)) {
            client.socket.sendText(request(method, MANY), true).join();
            awaitStandstill();
            assertThat(ledger.openNow()).isEqualTo(1);
        }
        assertAllClosed();
        assertThat(ledger.readNow()).isLessThan(MANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"longStream", "longPublisher"})
    void aClientThatCancelsEndsTheScope(String method) throws Exception {
        try (SlowClient client = SlowClient.connect(server)) {
            client.socket.sendText(request(method, MANY), true).join();
            awaitStandstill();
            client.socket
                    .sendText("{\"source\":5,\"rpc\":{\"type\":\"cancel\",\"call_id\":\"1\"}}", true)
                    .join();
            assertAllClosed();
        }
        assertThat(ledger.readNow()).isLessThan(MANY);
    }

    private void awaitStandstill() {
        int[] before = {0};
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            int now = ledger.readNow();
            boolean still = now > 0 && now == before[0];
            before[0] = now;
            return still;
        });
    }

    @Test
    void eachCallHasItsOwnResource() throws Exception {
        try (TestClient client = TestClient.connect(server.uri("/ws"))) {
            client.send(request("list", 2));
            client.send(request("list", 2));
            assertThat(client.message()).contains("[1,2]");
            assertThat(client.message()).contains("[1,2]");
        }
        assertAllClosed();
    }

    /** Reads nothing until the test allows it. */
    private static final class SlowClient implements WebSocket.Listener, AutoCloseable {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final StringBuilder part = new StringBuilder();
        private volatile String last = "";
        private WebSocket socket;

        static SlowClient connect(WebSocketServer server) {
            SlowClient client = new SlowClient();
            client.socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("webshocket.v1.json")
                    .buildAsync(server.uri("/ws"), client)
                    .join();
            return client;
        }

        @Override
        public void onOpen(WebSocket webSocket) {}

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean whole) {
            part.append(data);
            if (whole) {
                last = part.substring(Math.max(0, part.length() - 200));
                part.setLength(0);
                if (last.contains("\"is_end\":true")) {
                    ended.countDown();
                }
            }
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean whole) {
            throw new AssertionError("text was asked for");
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
