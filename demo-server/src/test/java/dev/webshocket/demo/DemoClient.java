package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Talks the protocol over the JDK's WebSocket. For one thread. The integration tests use it too. */
public final class DemoClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Encoding encoding;
    private final Messages messages = new Messages();
    private final WebSocket socket;
    private int calls;

    public DemoClient(URI uri, Encoding encoding) {
        this(uri, encoding, Map.of());
    }

    /**
     * Connects.
     *
     * @param headers further headers of the handshake
     * @throws java.util.concurrent.CompletionException if the server refuses
     */
    public DemoClient(URI uri, Encoding encoding, Map<String, String> headers) {
        this.encoding = encoding;
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols(encoding.subprotocol);
        headers.forEach(builder::header);
        this.socket = builder.buildAsync(uri, messages).join();
    }

    /** An answer: the member {@code rpc} of its packet. */
    public record Answer(Object response, Long error, boolean stream, boolean end) {

        public static Answer result(Object response) {
            return new Answer(response, null, false, false);
        }

        public static Answer failure(int code, String message) {
            return new Answer(message, (long) code, false, false);
        }

        public static Answer item(Object item) {
            return new Answer(item, null, true, false);
        }

        public static Answer ended() {
            return new Answer(null, null, true, true);
        }
    }

    /** Calls by position and waits for the first answer. */
    public Answer call(String method, Object... args) throws InterruptedException {
        return next(send(method, List.of(args), Map.of()));
    }

    /** Calls by name and waits for the first answer. */
    public Answer callByName(String method, Map<String, ?> kwargs) throws InterruptedException {
        return next(send(method, List.of(), kwargs));
    }

    /** Calls and waits for the end of the stream. */
    public List<Answer> stream(String method, Object... args) throws InterruptedException {
        String id = send(method, List.of(args), Map.of());
        List<Answer> answers = new ArrayList<>();
        do {
            answers.add(next(id));
        } while (answers.get(answers.size() - 1).stream()
                && !answers.get(answers.size() - 1).end());
        return answers;
    }

    public String send(String method, List<?> args, Map<String, ?> kwargs) {
        String id = "call-" + calls++;
        sendRpc(Map.of("type", "request", "method", method, "args", args, "kwargs", kwargs, "call_id", id));
        return id;
    }

    public void cancel(String id) {
        sendRpc(Map.of("type", "cancel", "call_id", id));
    }

    private void sendRpc(Map<String, Object> rpc) {
        Map<String, Object> packet = Map.of("source", 5, "rpc", rpc);
        switch (encoding) {
            case JSON -> socket.sendText(Encoding.toJson(packet), true).join();
            case MSGPACK ->
                socket.sendBinary(ByteBuffer.wrap(Encoding.toMsgpack(packet)), true)
                        .join();
        }
    }

    /** Calls and waits for the answer, skipping the items of streams. */
    public Answer callSkippingItems(String method, Object... args) throws InterruptedException {
        String id = send(method, List.of(args), Map.of());
        Map<?, ?> rpc = nextRpc();
        while (rpc.get("is_stream").equals(true)) {
            rpc = nextRpc();
        }
        return answer(id, rpc);
    }

    /** Waits for the next packet, which must be an answer to this call. */
    public Answer next(String id) throws InterruptedException {
        return answer(id, nextRpc());
    }

    /** Waits for the next packet, which must be an answer to any call. */
    public Answer nextAnswer() throws InterruptedException {
        return answer(nextRpc());
    }

    /** Waits for the next packet, whatever it is. */
    public Map<?, ?> nextPacket() throws InterruptedException {
        Object message = messages.next();
        return (Map<?, ?>)
                switch (encoding) {
                    case JSON -> Encoding.fromJson((String) message);
                    case MSGPACK -> Encoding.fromMsgpack((byte[]) message);
                };
    }

    private Map<?, ?> nextRpc() throws InterruptedException {
        Map<?, ?> packet = nextPacket();
        assertThat(packet.keySet()).isEqualTo(Set.of("source", "rpc"));
        assertThat(packet.get("source")).isEqualTo(5L);
        return (Map<?, ?>) packet.get("rpc");
    }

    private static Answer answer(String id, Map<?, ?> rpc) {
        assertThat(rpc.get("call_id")).isEqualTo(id);
        return answer(rpc);
    }

    private static Answer answer(Map<?, ?> rpc) {
        Set<Object> members = new HashSet<>(rpc.keySet());
        // An error may have data beside its message, such as when to try again.
        if (rpc.get("error") != null) {
            members.remove("data");
        }
        assertThat(members).isEqualTo(Set.of("type", "call_id", "response", "error", "is_stream", "is_end"));
        assertThat(rpc.get("type")).isEqualTo("response");
        return new Answer(rpc.get("response"), (Long) rpc.get("error"), (Boolean) rpc.get("is_stream"), (Boolean)
                rpc.get("is_end"));
    }

    /** Waits for the server's close code. */
    public int closeCode() throws Exception {
        return closing().code();
    }

    /** Waits for the server's close frame. */
    public Closing closing() throws Exception {
        return messages.closed.get(20, TimeUnit.SECONDS);
    }

    /** The server's close frame. */
    public record Closing(int code, String reason) {}

    @Override
    public void close() {
        socket.abort();
    }

    /** The received messages: a {@link String} for each text message, a {@code byte[]} for each binary one. */
    public static final class Messages implements WebSocket.Listener {

        private final BlockingQueue<Object> whole = new LinkedBlockingQueue<>();
        private final CompletableFuture<Closing> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

        /** Waits for the next message; fails at the end of the connection. */
        public Object next() throws InterruptedException {
            Object message = whole.poll(20, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing came in for 20 seconds");
            }
            if (message instanceof Closing closing) {
                throw new AssertionError("closed with " + closing.code() + ' ' + closing.reason());
            }
            return message;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                whole.add(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            binary.writeBytes(part);
            if (last) {
                whole.add(binary.toByteArray());
                binary.reset();
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            Closing closing = new Closing(code, reason);
            closed.complete(closing);
            whole.add(closing);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }
}
