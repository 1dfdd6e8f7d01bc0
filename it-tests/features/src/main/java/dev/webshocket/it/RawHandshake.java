package dev.webshocket.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A handshake with a raw target and raw headers, which no client sends, and one call after it. */
public final class RawHandshake implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int TEXT = 1;
    private static final int PING = 9;
    private static final int PONG = 10;

    /** The lines of a valid handshake. */
    static final String UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\n";

    static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    static final String VERSION = "Sec-WebSocket-Version: 13\r\n";

    private final Socket socket;
    private final DataInputStream in;
    private final String response;

    /**
     * Sends a handshake, and reads the head of the response.
     *
     * @param server the server
     * @param target the target below the application's context path
     * @param headers further lines of the head, each with its line terminator
     */
    public RawHandshake(Server server, String target, String headers) throws IOException {
        this(
                server,
                "GET " + path(server) + target + " HTTP/1.1\r\n" + host(server) + UPGRADE + KEY + VERSION + headers
                        + "\r\n");
    }

    /** Sends the head of a request, and reads that of the response. */
    public RawHandshake(Server server, String request) throws IOException {
        URI uri = server.uri("http", "");
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        send(request.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        response = head.toString();
    }

    /** Returns the application's context path. */
    static String path(Server server) {
        return server.uri("http", "").getPath();
    }

    /** Returns the line of the header Host. */
    static String host(Server server) {
        return "Host: " + server.uri("http", "").getAuthority() + "\r\n";
    }

    /** Returns the status of the response. */
    public int status() {
        return Integer.parseInt(response.split(" ", 3)[1]);
    }

    /** Returns the head of the response. */
    String response() {
        return response;
    }

    /** Calls a method in JSON with no argument or one, and returns the raw answer. */
    public String call(String method, String arguments) throws IOException {
        send(frame(true, true, request(method, arguments)));
        return answer();
    }

    /** Returns a call in JSON. */
    public static byte[] request(String method, String arguments) {
        return ("{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"" + method + "\",\"args\":[" + arguments
                        + "],\"kwargs\":{},\"call_id\":\"1\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns a frame of a text message.
     *
     * @param first whether it is the first one of its message
     * @param last whether it is the last one
     * @param payload less than 64 KiB
     */
    public static byte[] frame(boolean first, boolean last, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | (first ? TEXT : 0));
        // The length in two bytes, and a masking key of zeros, which changes nothing.
        frame.writeBytes(new byte[] {(byte) 0xFE, (byte) (payload.length >> 8), (byte) payload.length, 0, 0, 0, 0});
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** Reads the next message, which the server has sent in one short frame. */
    public String answer() throws IOException {
        int opcode;
        String answer;
        do {
            opcode = in.readUnsignedByte() & 0x0F;
            int length = in.readUnsignedByte();
            answer = new String(in.readNBytes(length == 126 ? in.readUnsignedShort() : length), StandardCharsets.UTF_8);
        } while (opcode == PING);
        if (opcode > 2) {
            throw new IOException("no message but frame " + opcode + ": " + answer);
        }
        return answer;
    }

    /** Sends a ping, and waits for the pong: the server has done with what it sent before, and reads on. */
    public void ping() throws IOException {
        send(new byte[] {(byte) (0x80 | PING), (byte) 0x80, 0, 0, 0, 0});
        int opcode;
        do {
            opcode = in.readUnsignedByte() & 0x0F;
            in.skipNBytes(in.readUnsignedByte());
        } while (opcode == PING);
        if (opcode != PONG) {
            throw new IOException("no pong but frame " + opcode);
        }
    }

    /** Sends a raw frame, and returns the code of the close frame that follows. */
    public int closeCode(byte[] frame) throws IOException {
        send(frame);
        int opcode = in.readUnsignedByte() & 0x0F;
        in.readUnsignedByte();
        if (opcode != 8) {
            throw new IOException("no close frame but frame " + opcode);
        }
        return in.readUnsignedShort();
    }

    /** Breaks the connection, so that the server can neither read nor write. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Sends raw bytes. */
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
