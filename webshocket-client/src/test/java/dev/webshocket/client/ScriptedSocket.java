package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.PresenceChange;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Refresh;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One socket of a {@link ScriptedServer}, at the level of frames. For one thread. */
final class ScriptedSocket {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final Map<String, String> headers = new TreeMap<>();
    private byte[] lastMessage;
    private Codec codec = ScriptedServer.codec(ProtocolVersion.V2);

    ScriptedSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(ScriptedServer.MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Reads the request, and accepts it on a subprotocol; on none if it is empty. */
    void shakeHands(String subprotocol) throws IOException {
        String line = line();
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            line = line();
        }
        String chosen = subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + digest(headers.get("sec-websocket-key")) + "\r\n" + chosen + "\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        codec = ScriptedServer.codec(subprotocol.startsWith("webshocket.v2") ? ProtocolVersion.V2 : ProtocolVersion.V1);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("in the request: " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static String digest(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a header of the handshake. */
    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** A frame, unmasked. */
    private record ReceivedFrame(int opcode, byte[] payload) {}

    private ReceivedFrame frame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = (int) in.readLong();
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new ReceivedFrame(first & 0x0f, payload);
    }

    /** Returns the next message. */
    private byte[] message() {
        try {
            while (true) {
                ReceivedFrame frame = frame();
                if (frame.opcode() == PING) {
                    frame(PONG, frame.payload());
                } else if (frame.opcode() == BINARY) {
                    return frame.payload();
                } else {
                    assertThat(frame.opcode())
                            .as("the frame in place of a message")
                            .isEqualTo(PONG);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the bytes of the message that was received last. */
    byte[] lastMessage() {
        return lastMessage;
    }

    private Envelope envelope() {
        try {
            lastMessage = message();
            return codec.open(lastMessage);
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the next packet of source SESSION, which must be the next of all but beats. */
    SessionMessage session() {
        SessionMessage message = envelope().session();
        return message instanceof Beat ? session() : message;
    }

    /** Returns the credential of the next packet but for beats and confirmations. */
    String refresh() {
        SessionMessage message = session();
        while (message instanceof Ack) {
            message = session();
        }
        return ((Refresh) message).token();
    }

    /** Returns {@code hello}, which must be the next message. */
    Hello hello() {
        return (Hello) session();
    }

    /** Returns the next packet but for beats and confirmations. */
    Packet packet() {
        Envelope envelope = envelope();
        while (envelope.session() instanceof Beat || envelope.session() instanceof Ack) {
            envelope = envelope();
        }
        try {
            return envelope.packet();
        } catch (MalformedPacketException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the next call. */
    RpcRequest call() {
        return (RpcRequest) packet().rpc();
    }

    /** Sends {@code welcome}, and reads the confirmation that answers it. */
    Ack welcome(Resumed resumed, String secret, long received) {
        return welcome(new Welcome("s", secret, resumed, received, 60, 20, List.of(), null));
    }

    Ack welcome(Welcome welcome) {
        send(welcome);
        return (Ack) session();
    }

    void send(SessionMessage message) {
        raw(codec.encode(message));
    }

    void send(Packet packet) {
        raw(codec.encode(packet));
    }

    /** Sends a packet with a position. */
    void sendAt(String position, Packet packet) {
        raw(codec.withPosition(codec.encode(packet), position));
    }

    void send(PresenceChange change) {
        raw(codec.encode(change));
    }

    /** Answers a call. */
    void answer(RpcRequest call, Object result) {
        send(Packet.rpc(RpcResponse.result(call.callId(), result)));
    }

    /** Sends a binary message. */
    void raw(byte[] message) {
        frame(BINARY, message);
    }

    private void frame(int opcode, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x80 | opcode);
        if (payload.length < 126) {
            out.write(payload.length);
        } else {
            out.write(126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.writeBytes(payload);
        try {
            socket.getOutputStream().write(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a close frame, waits for the client's, and closes the socket. */
    void close(int code, String reason) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(code >> 8);
        payload.write(code);
        payload.writeBytes(reason.getBytes(StandardCharsets.UTF_8));
        frame(CLOSE, payload.toByteArray());
        end();
        cut();
    }

    /**
     * Waits for the client's end of the socket, whatever it sends before.
     *
     * @return the code of its close frame; 1005 for an empty one, 1006 for none
     */
    int end() {
        try {
            ReceivedFrame frame = frame();
            while (frame.opcode() != CLOSE) {
                frame = frame();
            }
            byte[] payload = frame.payload();
            return payload.length == 0 ? 1005 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
        } catch (EOFException | java.net.SocketException e) {
            return 1006;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the socket without a close frame. */
    void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resets the socket. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
