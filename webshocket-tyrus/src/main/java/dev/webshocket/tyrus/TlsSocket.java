package dev.webshocket.tyrus;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.MemoryManager;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * A socket with TLS, read and written through Grizzly's filters. It accepts one buffer at a time, and the next when the
 * operating system has all of it.
 */
final class TlsSocket implements LinkSocket {

    private final TCPNIOConnection connection;

    /** Runs when a write ends that did not end at once. */
    private final Runnable writable;

    /** The last write; null before. Guarded by the lock of the link's output. */
    private Write last;

    /** The thread that writes now, under that lock; null for none. */
    private volatile Thread writer;

    /** How many bytes the current read has returned. For the reading thread. */
    private int count;

    TlsSocket(TCPNIOConnection connection, Runnable writable) {
        this.connection = connection;
        this.writable = writable;
    }

    @Override
    public int read(LinkInput input, int longest) {
        count = 0;
        // The filters pass decrypted bytes to the link's filter before this returns.
        connection.getTransport().fireIOEvent(IOEvent.READ, connection, null);
        return count;
    }

    /** Counts decrypted bytes. For the reading thread. */
    void decrypted(int bytes) {
        count += bytes;
    }

    @Override
    public int write(ByteBuffer bytes) {
        int length = bytes.remaining();
        MemoryManager<?> memory = connection.getMemoryManager();
        Buffer copy = memory.allocate(length).put(bytes).flip();
        copy.allowBufferDispose(true);
        last = new Write();
        writer = Thread.currentThread();
        try {
            connection.write(copy, last);
        } finally {
            writer = null;
        }
        return length;
    }

    @Override
    public boolean isFlushed() {
        return last == null || last.done;
    }

    @Override
    public void awaitWritable() {
        // Each write reports its end.
    }

    @Override
    public void watch(boolean reads) throws IOException {
        if (reads) {
            connection.enableIOEvent(IOEvent.READ);
        } else {
            connection.disableIOEvent(IOEvent.READ);
        }
    }

    /** One write, until Grizzly has encrypted and sent it. */
    private final class Write extends EmptyCompletionHandler<WriteResult<Buffer, SocketAddress>> {

        private volatile boolean done;

        @Override
        public void completed(WriteResult<Buffer, SocketAddress> result) {
            done = true;
            if (Thread.currentThread() != writer) {
                writable.run();
            }
        }

        @Override
        public void failed(Throwable failure) {
            connection.terminateSilently();
        }

        @Override
        public void cancelled() {
            connection.terminateSilently();
        }
    }
}
