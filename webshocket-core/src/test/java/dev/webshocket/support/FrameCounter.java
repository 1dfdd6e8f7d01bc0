package dev.webshocket.support;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A peer on a plain socket, client or server, that counts messages without storing them, so that a test can have
 * hundreds of peers under load. It answers neither pings nor close frames.
 */
public final class FrameCounter implements AutoCloseable {

    private static final int FIN = 0x80;
    private static final int CONTROL = 0x08;
    private static final int OPCODE = 0x0f;
    private static final int CLOSE = 0x08;
    private static final int MASKED = 0x80;
    private static final Pattern KEY = Pattern.compile("(?i)\r\nSec-WebSocket-Key: *(\\S+)");

    private final Socket socket;
    private final DataInputStream in;
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicLong longestFrame = new AtomicLong();

    private FrameCounter(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    /** Connects a client that counts nothing before {@link #start}. */
    public static FrameCounter connect(URI uri, WireClient.Wire wire) throws IOException {
        FrameCounter counter = new FrameCounter(new Socket(uri.getHost(), uri.getPort()));
        String subprotocol = wire.subprotocol() == null ? "" : "Sec-WebSocket-Protocol: " + wire.subprotocol() + "\r\n";
        String handshake = "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + subprotocol + "\r\n";
        counter.write(handshake);
        counter.readHead();
        return counter;
    }

    /** Accepts a client and its handshake, as a server that counts nothing before {@link #start} and never answers. */
    public static FrameCounter accept(ServerSocket server, WireClient.Wire wire) throws IOException {
        FrameCounter counter = new FrameCounter(server.accept());
        Matcher key = KEY.matcher(counter.readHead());
        if (!key.find()) {
            throw new IOException("a handshake without key");
        }
        counter.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + acceptance(key.group(1)) + "\r\nSec-WebSocket-Protocol: "
                + wire.subprotocol() + "\r\n\r\n");
        return counter;
    }

    /** RFC 6455, section 4.2.2. */
    private static String acceptance(String key) {
        try {
            byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts to read on a thread of its own, until the connection ends. */
    public FrameCounter start() {
        Thread thread = new Thread(this::read, "frame-counter");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    public int messages() {
        return messages.get();
    }

    public long bytes() {
        return bytes.get();
    }

    /** Returns the number of frames of the messages. */
    public int frames() {
        return frames.get();
    }

    /** Waits for the code of the close frame. */
    public int closeCode() throws Exception {
        return closeCode.get(20, TimeUnit.SECONDS);
    }

    public long longestFrame() {
        return longestFrame.get();
    }

    /** Sends a call, in one short frame. */
    public void call(WireClient.Wire wire, String method, Object... args) throws IOException {
        Binding binding = new Binding();
        Codec codec = new Codec(wire == WireClient.Wire.MSGPACK ? Encoding.MSGPACK : Encoding.JSON, binding, 64);
        byte[] message = codec.encode(Packet.rpc(new RpcRequest(method, List.of(args), Map.of(), "1")));
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(FIN | (wire == WireClient.Wire.JSON_TEXT ? 1 : 2));
        frame.write(MASKED | 126);
        frame.write(message.length >> 8);
        frame.write(message.length);
        // A key of zeros masks nothing.
        frame.write(new byte[4]);
        frame.write(message);
        socket.getOutputStream().write(frame.toByteArray());
    }

    private void write(String head) throws IOException {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private void read() {
        try {
            while (true) {
                int first = in.readUnsignedByte();
                int second = in.readUnsignedByte();
                long length = second & ~MASKED;
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = in.readLong();
                }
                if ((second & MASKED) != 0) {
                    in.skipNBytes(4);
                }
                if ((first & OPCODE) == CLOSE && length >= 2) {
                    closeCode.complete(in.readUnsignedShort());
                    length -= 2;
                }
                in.skipNBytes(length);
                if ((first & CONTROL) == 0) {
                    bytes.addAndGet(length);
                    frames.incrementAndGet();
                    longestFrame.accumulateAndGet(length, Math::max);
                    messages.addAndGet((first & FIN) >> 7);
                }
            }
        } catch (EOFException | SocketException e) {
            // The connection has ended.
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
