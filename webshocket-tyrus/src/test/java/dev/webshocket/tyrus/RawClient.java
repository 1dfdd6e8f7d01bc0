package dev.webshocket.tyrus;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sends the test's raw bytes. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;

    RawClient(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(30_000);
        in = new DataInputStream(socket.getInputStream());
    }

    static RawClient upgraded(int port, String path) throws IOException {
        return upgraded(new Socket("127.0.0.1", port), path);
    }

    static RawClient upgraded(Socket socket, String path) throws IOException {
        RawClient client = new RawClient(socket);
        client.send(handshake(path));
        String answer = client.readHeader();
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(answer);
        }
        return client;
    }

    static String handshake(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Reads up to the empty line after the headers. */
    String readHeader() throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            header.append((char) in.readUnsignedByte());
        }
        return header.toString();
    }

    /** Reads until the server closes. */
    String readAll() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    byte[] readBytes(int length) throws IOException {
        return in.readNBytes(length);
    }

    /** Sends a JSON call with one argument, and returns the answer. */
    String call(String method, String argument) throws IOException {
        String call = "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"" + method + "\",\"args\":[\""
                + argument + "\"],\"kwargs\":{},\"call_id\":\"1\"}}";
        send(TestFrames.frame(0x81, call.getBytes(StandardCharsets.UTF_8)));
        in.readUnsignedByte();
        int length = in.readUnsignedByte();
        return new String(in.readNBytes(length == 126 ? in.readUnsignedShort() : length), StandardCharsets.UTF_8);
    }

    /** A frame from the server. */
    record Frame(int start, byte[] payload) {}

    Frame readFrame() throws IOException {
        int start = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        return new Frame(start, in.readNBytes(length));
    }

    /** Reads frames up to a close frame and returns its code. */
    int readCloseCode() throws IOException {
        Frame frame = readFrame();
        while ((frame.start() & 0x0F) != 8) {
            frame = readFrame();
        }
        return ByteBuffer.wrap(frame.payload()).getShort() & 0xFFFF;
    }

    /** Waits until the server closes or a read times out; returns whether it closed. */
    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    /** Returns whether the server neither sends nor closes for some time. */
    boolean isSilentFor(Duration time) throws IOException {
        int before = socket.getSoTimeout();
        socket.setSoTimeout(Math.toIntExact(time.toMillis()));
        try {
            in.read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(before);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
