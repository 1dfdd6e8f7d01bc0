package dev.webshocket.demo.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** The bytes of one direction of a {@link Passage}. Passes on the end of the stream too. For the front door's thread. */
final class Pipe {

    private static final int BYTES = 16 * 1024;

    private final SocketChannel from;
    private final SocketChannel to;
    /** Ready to be read from. */
    private final ByteBuffer waiting = ByteBuffer.allocate(BYTES).limit(0);

    private boolean ended;

    Pipe(SocketChannel from, SocketChannel to) {
        this.from = from;
        this.to = to;
    }

    /** Passes on what there is, as far as the receiver takes it. */
    void pass() throws IOException {
        if (ended) {
            return;
        }
        if (!waiting.hasRemaining()) {
            waiting.clear();
            int read = from.read(waiting);
            waiting.flip();
            if (read < 0) {
                ended = true;
                to.shutdownOutput();
                return;
            }
        }
        to.write(waiting);
    }

    /** Tells whether the sender has ended the stream, and all has been passed on. */
    boolean hasEnded() {
        return ended;
    }

    /** Returns what to wait for at the sender. */
    int readInterest() {
        return ended || waiting.hasRemaining() ? 0 : SelectionKey.OP_READ;
    }

    /** Returns what to wait for at the receiver. */
    int writeInterest() {
        return waiting.hasRemaining() ? SelectionKey.OP_WRITE : 0;
    }
}
