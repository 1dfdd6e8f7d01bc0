package dev.webshocket.support;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One socket of a client of version 2, on the JDK's WebSocket. Of the library it uses only the encoding of packets. It does
 * nothing by itself: a test sends each {@code hello} and {@code ack}, and counts.
 */
public final class SessionSocket implements AutoCloseable {

    /** The encoding of a client. */
    public enum Wire {
        MSGPACK("webshocket.v2", Encoding.MSGPACK),
        JSON("webshocket.v2.json", Encoding.JSON);

        private final String subprotocol;
        private final Encoding encoding;

        Wire(String subprotocol, Encoding encoding) {
            this.subprotocol = subprotocol;
            this.encoding = encoding;
        }
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final long SECONDS = 20;

    private final Wire wire;
    private final Codec codec;
    private final Listener listener = new Listener();
    private final WebSocket socket;

    private SessionSocket(HttpClient http, URI uri, Wire wire, Map<String, String> headers) {
        this.wire = wire;
        this.codec = new Codec(wire.encoding, new Binding(), 64, Integer.MAX_VALUE, Set.of(), ProtocolVersion.V2);
        WebSocket.Builder builder = http.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(SECONDS))
                .subprotocols(wire.subprotocol, "webshocket.v1");
        headers.forEach(builder::header);
        this.socket = builder.buildAsync(uri, listener).join();
    }

    /** Opens a socket, and says nothing. */
    public static SessionSocket connect(URI uri, Wire wire) {
        return new SessionSocket(HTTP, uri, wire, Map.of());
    }

    /** Opens a socket with headers in the handshake, and says nothing. */
    public static SessionSocket connect(URI uri, Wire wire, Map<String, String> headers) {
        return new SessionSocket(HTTP, uri, wire, headers);
    }

    /** Opens a socket with a given HTTP client, and says nothing. */
    public static SessionSocket connect(HttpClient http, URI uri, Wire wire) {
        return new SessionSocket(http, uri, wire, Map.of());
    }

    /** Opens a socket and a session; the welcome is confirmed. */
    public static SessionSocket open(URI uri, Wire wire) throws InterruptedException {
        SessionSocket socket = connect(uri, wire);
        socket.hello(null, 0);
        socket.welcome();
        socket.ack(0);
        return socket;
    }

    /**
     * Opens a socket and says {@code hello} for a session.
     *
     * @param received how many packets of the session have been received
     */
    public static SessionSocket resume(URI uri, Wire wire, Welcome welcome, long received) {
        SessionSocket socket = connect(uri, wire);
        socket.hello(welcome.resume(), received);
        return socket;
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    public void hello(String resume, long received) {
        send(new Hello(resume, received, List.of(), null));
    }

    public void ack(long received) {
        send(new Ack(received));
    }

    public void send(SessionMessage message) {
        sendBytes(codec.encode(message));
    }

    public void send(Packet packet) {
        sendBytes(codec.encode(packet));
    }

    /** Sends a call. */
    public void request(String id, String method, Object... args) {
        send(Packet.rpc(new RpcRequest(method, List.of(args), Map.of(), id)));
    }

    /** Makes a call and waits for its answer, which must be the next packet. */
    public RpcResponse call(String id, String method, Object... args) throws InterruptedException {
        request(id, method, args);
        RpcResponse response = response();
        if (!id.equals(response.callId())) {
            throw new AssertionError("expected an answer to " + id + ", but got " + response);
        }
        return response;
    }

    /** Sends a message in the frames of this client. */
    public synchronized void sendBytes(byte[] message) {
        if (wire == Wire.JSON) {
            sendText(new String(message, StandardCharsets.UTF_8));
        } else {
            socket.sendBinary(ByteBuffer.wrap(message), true).join();
        }
    }

    public synchronized void sendText(String message) {
        socket.sendText(message, true).join();
    }

    /** Waits for the welcome, which must be the first packet. */
    public Welcome welcome() throws InterruptedException {
        SessionMessage first = next(envelope -> true).session();
        if (first instanceof Welcome welcome) {
            return welcome;
        }
        throw new AssertionError("the first packet is no welcome: " + first);
    }

    /** Waits for the next packet of source SESSION; drops others. */
    public SessionMessage session() throws InterruptedException {
        return next(envelope -> envelope.session() != null).session();
    }

    /** Waits for the next packet of another source; drops those of source SESSION. */
    public Packet packet() throws InterruptedException {
        try {
            return next(envelope -> envelope.session() == null).packet();
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the next answer. */
    public RpcResponse response() throws InterruptedException {
        return (RpcResponse) packet().rpc();
    }

    /**
     * Waits for the next packet.
     *
     * @return null if the socket has ended, or nothing comes within the time
     */
    public Envelope poll(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (true) {
            boolean ended = listener.closed.isDone();
            Envelope envelope = listener.envelopes.poll(10, TimeUnit.MILLISECONDS);
            if (envelope != null || ended || System.nanoTime() - deadline >= 0) {
                return envelope;
            }
        }
    }

    private Envelope next(Predicate<Envelope> wanted) throws InterruptedException {
        while (true) {
            Envelope envelope = listener.envelopes.poll(SECONDS, TimeUnit.SECONDS);
            if (envelope == null) {
                throw new AssertionError("nothing came within " + SECONDS + " s; closed: " + listener.closed);
            }
            if (wanted.test(envelope)) {
                return envelope;
            }
        }
    }

    /** Returns the received packets that were not taken. */
    public BlockingQueue<Envelope> envelopes() {
        return listener.envelopes;
    }

    /** Waits for the server's close code. */
    public int closeCode() throws Exception {
        return listener.closed.get(SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for the server's close reason. */
    public String closeReason() throws Exception {
        closeCode();
        return listener.closeReason;
    }

    public boolean isClosed() {
        return listener.closed.isDone();
    }

    /** Cuts the socket without a close frame. */
    public void cut() {
        socket.abort();
    }

    /** Sends a close frame. */
    public void close(int code) {
        socket.sendClose(code, "").exceptionally(failure -> null).join();
    }

    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            close(WebSocket.NORMAL_CLOSURE);
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final BlockingQueue<Envelope> envelopes = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final StringBuilder text = new StringBuilder();
        private volatile String closeReason;

        @Override
        public void onOpen(WebSocket opened) {
            opened.request(Long.MAX_VALUE);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            bytes.writeBytes(part);
            if (last) {
                add(bytes.toByteArray());
                bytes.reset();
            }
            return null;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                add(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
            return null;
        }

        private void add(byte[] message) {
            try {
                envelopes.add(codec.open(message));
            } catch (MalformedPacketException e) {
                closed.completeExceptionally(e);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeReason = reason;
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }
}
