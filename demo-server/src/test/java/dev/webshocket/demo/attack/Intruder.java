package dev.webshocket.demo.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket client that sends raw bytes, follows no rule by itself, and reads only on request. It never blocks: bytes
 * that the server does not accept are sent later. For one thread.
 */
final class Intruder implements AutoCloseable {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int PING = 9;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final ByteBuffer input = ByteBuffer.allocate(8192);
    private ByteBuffer unsent = NOTHING;
    private boolean gone;

    private Intruder(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects with the smallest receive buffer that the system allows. */
    static Intruder connect(int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress("127.0.0.1", port));
        channel.configureBlocking(false);
        return new Intruder(channel);
    }

    /** Connects and requests the upgrade; the response is read with the later input. */
    static Intruder upgrade(int port, String target, String subprotocol) throws IOException {
        Intruder intruder = connect(port);
        intruder.send(("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + (subprotocol == null ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        return intruder;
    }

    /** Tells whether all bytes are sent, so that it is ready for more. */
    boolean isReady() {
        flush();
        return !gone && !unsent.hasRemaining();
    }

    /** Tells whether the server has cut it off. */
    boolean isGone() {
        return gone;
    }

    /** Sends as many bytes as the server accepts; later calls send the rest. */
    void send(byte[] bytes) {
        unsent = unsent.hasRemaining() ? joined(unsent, bytes) : ByteBuffer.wrap(bytes);
        flush();
    }

    void frame(int opcode, boolean last, byte[] payload) {
        send(encode(opcode, last, payload, payload.length));
    }

    /** Creates a frame, masked with zeros, with a given length that may differ from its payload's. */
    static byte[] encode(int opcode, boolean last, byte[] payload, long claimed) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) ((last ? 0x80 : 0) | opcode));
        if (claimed < 126) {
            frame.put((byte) (0x80 | claimed));
        } else if (claimed < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) claimed);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(claimed);
        }
        frame.putInt(0).put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    private static ByteBuffer joined(ByteBuffer before, byte[] more) {
        ByteBuffer all = ByteBuffer.allocate(before.remaining() + more.length);
        all.put(before).put(more).flip();
        return all;
    }

    private void flush() {
        try {
            if (!gone) {
                channel.write(unsent);
            }
        } catch (IOException e) {
            gone = true;
        }
    }

    /** Reads and drops the input; returns whether there was any. */
    boolean drain() {
        boolean any = false;
        try {
            for (int read = 1; !gone && read > 0; ) {
                input.clear();
                read = channel.read(input);
                gone = read < 0;
                any |= read > 0;
            }
        } catch (IOException e) {
            gone = true;
        }
        return any;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
