package dev.webshocket.support;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client on a plain socket that counts the messages it gets and keeps none of them, so that a test can have hundreds
 * of them under load. It answers neither pings nor a closing.
 */
public final class FrameCounter implements AutoCloseable {

    private static final int FIN = 0x80;
    private static final int CONTROL = 0x08;

    private final Socket socket;
    private final DataInputStream in;
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    private FrameCounter(URI uri, WireClient.Wire wire) throws IOException {
        socket = new Socket(uri.getHost(), uri.getPort());
        String subprotocol = wire.subprotocol() == null ? "" : "Sec-WebSocket-Protocol: " + wire.subprotocol() + "\r\n";
        String handshake = "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + subprotocol + "\r\n";
        socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        skipHead();
    }

    /** Connects a client that counts nothing before {@link #start}. */
    public static FrameCounter connect(URI uri, WireClient.Wire wire) throws IOException {
        return new FrameCounter(uri, wire);
    }

    /** Begins to read on a thread of its own, until the connection ends. */
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

    private void skipHead() throws IOException {
        for (int newlines = 0; newlines < 4; ) {
            int expected = newlines % 2 == 0 ? '\r' : '\n';
            newlines = in.readUnsignedByte() == expected ? newlines + 1 : 0;
        }
    }

    private void read() {
        try {
            while (true) {
                int first = in.readUnsignedByte();
                long length = in.readUnsignedByte();
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = in.readLong();
                }
                in.skipNBytes(length);
                if ((first & CONTROL) == 0) {
                    bytes.addAndGet(length);
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
