package dev.webshocket.support;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A client on the JDK's WebSocket. Of the library it uses only the encoding of packets. */
public final class WireClient implements AutoCloseable {

    /** The subprotocol and the encoding of a client. */
    public enum Wire {
        MSGPACK("webshocket.v1"),
        JSON(null),
        JSON_TEXT("webshocket.v1.json");

        private final String subprotocol;

        Wire(String subprotocol) {
            this.subprotocol = subprotocol;
        }

        /** Returns the code for too many calls, since clients of the original do not know RPC_OVERLOADED. */
        public int overloaded() {
            return this == MSGPACK ? -32000 : -32003;
        }

        /** Returns the subprotocol that the client requests, null for none. */
        public String subprotocol() {
            return subprotocol;
        }
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long SECONDS = 20;

    private final Wire wire;
    private final Codec codec;
    private final WebSocket socket;
    private final Listener listener;
    private final AtomicInteger ids = new AtomicInteger();

    private WireClient(URI uri, Wire wire, boolean reading, Map<String, String> headers) {
        Binding binding = new Binding();
        this.wire = wire;
        this.codec = new Codec(wire == Wire.MSGPACK ? Encoding.MSGPACK : Encoding.JSON, binding, 64);
        this.listener = new Listener(codec, reading);
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        headers.forEach(builder::header);
        if (wire.subprotocol != null) {
            builder.subprotocols(wire.subprotocol);
        }
        this.socket = builder.buildAsync(uri, listener).join();
    }

    public static WireClient connect(URI uri, Wire wire) {
        return new WireClient(uri, wire, true, Map.of());
    }

    public static WireClient connect(URI uri, Wire wire, Map<String, String> headers) {
        return new WireClient(uri, wire, true, headers);
    }

    /** Connects a client that reads nothing before {@link #read}. */
    public static WireClient connectUnread(URI uri, Wire wire) {
        return new WireClient(uri, wire, false, Map.of());
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /** Makes a call with positional arguments and waits for the answer. */
    public RpcResponse call(String method, Object... args) throws InterruptedException {
        return response(request(method, List.of(args), Map.of()));
    }

    /** Makes a call with named arguments and waits for the answer. */
    public RpcResponse callNamed(String method, Map<String, Object> kwargs) throws InterruptedException {
        return response(request(method, List.of(), kwargs));
    }

    /** Sends a call and returns its id. */
    public String request(String method, List<Object> args, Map<String, Object> kwargs) {
        String id = "c" + ids.incrementAndGet();
        send(Packet.rpc(new RpcRequest(method, args, kwargs, id)));
        return id;
    }

    public void cancel(Object callId) {
        send(Packet.rpc(new RpcCancel(callId)));
    }

    public void send(Packet packet) {
        byte[] message = codec.encode(packet);
        if (wire == Wire.JSON_TEXT) {
            sendText(new String(message, java.nio.charset.StandardCharsets.UTF_8));
        } else {
            sendBytes(message);
        }
    }

    public synchronized void sendBytes(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    public synchronized void sendText(String message) {
        socket.sendText(message, true).join();
    }

    /** Sends a message that makes the server close, possibly before the sending has completed. */
    public static void sendRefused(Runnable sending) {
        try {
            sending.run();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof IOException)) {
                throw e;
            }
            // The close code tells more.
        }
    }

    public WebSocket socket() {
        return socket;
    }

    /** Waits for the next answer, which must be that of this call. */
    public RpcResponse response(Object callId) throws InterruptedException {
        RpcResponse response = response();
        if (!response.callId().equals(callId)) {
            throw new AssertionError("expected an answer to " + callId + ", but got " + response);
        }
        return response;
    }

    /** Waits for the next answer. */
    public RpcResponse response() throws InterruptedException {
        return (RpcResponse) packet().rpc();
    }

    /** Waits for the next packet. */
    public Packet packet() throws InterruptedException {
        Packet packet = listener.packets.poll(SECONDS, TimeUnit.SECONDS);
        if (packet == null) {
            throw new AssertionError("nothing came within " + SECONDS + " s; closed: " + listener.closed);
        }
        return packet;
    }

    /** Returns the received packets that were not taken. */
    public BlockingQueue<Packet> packets() {
        return listener.packets;
    }

    /** Tells whether the last message was a text frame. */
    public boolean lastWasText() {
        return listener.lastWasText;
    }

    /** Requests more frames. */
    public void read(long frames) {
        socket.request(frames);
    }

    /** Waits for the server's close code. */
    public int closeCode() throws Exception {
        return listener.closed.get(SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for the end of the connection, with or without a close frame. */
    public void awaitEnd() throws Exception {
        listener.closed.handle((code, failure) -> code).get(SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for the server's close reason. */
    public String closeReason() throws Exception {
        closeCode();
        return listener.closeReason;
    }

    public boolean isClosed() {
        return listener.closed.isDone();
    }

    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .exceptionally(failure -> null)
                    .join();
        }
    }

    private static final class Listener implements WebSocket.Listener {

        private final Codec codec;
        private final boolean reading;
        private final BlockingQueue<Packet> packets = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final StringBuilder text = new StringBuilder();
        private volatile boolean lastWasText;
        private volatile String closeReason;

        Listener(Codec codec, boolean reading) {
            this.codec = codec;
            this.reading = reading;
        }

        @Override
        public void onOpen(WebSocket socket) {
            if (reading) {
                socket.request(Long.MAX_VALUE);
            }
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            bytes.writeBytes(part);
            if (last) {
                lastWasText = false;
                add(bytes.toByteArray());
                bytes.reset();
            }
            return null;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                lastWasText = true;
                add(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                text.setLength(0);
            }
            return null;
        }

        private void add(byte[] message) {
            try {
                packets.add(codec.decode(message));
            } catch (MalformedPacketException e) {
                packets.add(Packet.unknown(message));
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closeReason = reason;
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }
}
