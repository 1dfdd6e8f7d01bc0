package dev.webshocket.tyrus;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Frame;
import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.link.SendProgress;
import dev.webshocket.internal.memory.MemoryShare;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * A link over an upgraded Grizzly connection. {@link LinkInput} defines which thread reads, {@link LinkOutput} which
 * one writes.
 *
 * <p>Safe for use by any thread, with the exceptions named there.
 */
final class GrizzlyLink implements Link {

    /** How long a client may take to answer a close frame, in milliseconds. */
    static final long LINGER = 2_000;

    private static final CloseStatus GONE = new CloseStatus(CloseStatus.ABNORMAL, "the connection has gone");

    private final TCPNIOConnection connection;
    private final LinkServices services;
    private final LinkListener listener;
    private final LinkSocket socket;
    private final MessageReader messages;
    private final LinkInput input;
    private final LinkOutput output;

    /** Why the connection ends. The first reason is kept: later ones only result from the ending. */
    private final AtomicReference<CloseStatus> closing = new AtomicReference<>();

    /** Whether the client has sent its close frame, or its input cannot be read any more. */
    private volatile boolean clientCloses;

    private volatile boolean closeSent;
    private volatile boolean answered;
    private volatile boolean gone;
    private volatile Future<?> linger;

    /**
     * Creates the link before the handshake is answered; it sends nothing before {@link #answered}.
     *
     * @param longest the longest message, in bytes
     * @param memory charged with the bytes that the link holds
     */
    GrizzlyLink(
            TCPNIOConnection connection,
            boolean tls,
            int longest,
            LinkServices services,
            LinkListener listener,
            MemoryShare memory) {
        this.connection = connection;
        this.services = services;
        this.listener = listener;
        this.socket = tls ? new TlsSocket(connection, this::writable) : PlainSocket.of(connection, services.buffers());
        this.messages = new MessageReader(longest, listener, memory);
        this.input =
                new LinkInput(socket, new Frames(), services.heldWrites(), memory, services.bulk(), new InputFaults());
        this.output = new LinkOutput(
                socket,
                services.buffers(),
                services.heldWrites(),
                services.gatheredWrites(),
                memory,
                this::cut,
                this::closeFrameSent);
    }

    @Override
    public void start() {
        // Reading starts when the handshake has been answered.
    }

    /** The handshake has been answered: sends waiting messages. */
    void answered() {
        answered = true;
        writable();
    }

    /** Tells whether the selector's write event is for this link, not for Grizzly's own queue. */
    boolean awaitsWrites() {
        return answered && socket instanceof PlainSocket;
    }

    /** The socket is writable again: sends the waiting frames, and messages waiting for them, with few system calls. */
    void writable() {
        HeldWrites writes = services.heldWrites().ofReader();
        boolean outermost = writes.begin();
        try {
            output.writable();
        } finally {
            if (outermost) {
                writes.end();
            }
        }
    }

    LinkInput input() {
        return input;
    }

    /** Receives the bytes that Grizzly's filters have decrypted, while the link reads. */
    void decrypted(ByteBuffer bytes) {
        if (socket instanceof TlsSocket tls) {
            tls.decrypted(bytes.remaining());
        }
        input.take(bytes);
    }

    @Override
    public void send(Frame frame, SendProgress progress) {
        output.send(frame, progress);
    }

    @Override
    public void close(CloseStatus status) {
        if (!closing.compareAndSet(null, status)) {
            return;
        }
        if (status.code() == CloseStatus.ABNORMAL) {
            connection.terminateSilently();
        } else {
            output.close(status);
            input.drain();
            cutLater();
        }
        tellEnd();
    }

    @Override
    public void abort(CloseStatus status) {
        close(status);
    }

    /** Closing a socket with unread bytes resets the connection, and the client may never see the close frame. */
    private void cutLater() {
        try {
            linger = services.timer().schedule(connection::terminateSilently, LINGER, TimeUnit.MILLISECONDS);
            if (gone) {
                linger.cancel(false);
            }
        } catch (RejectedExecutionException e) {
            connection.terminateSilently();
        }
    }

    private void tellEnd() {
        services.upkeep().execute(() -> listener.ended(closing.get()));
    }

    private void closeFrameSent() {
        closeSent = true;
        endWhenBothHaveClosed();
    }

    private void endWhenBothHaveClosed() {
        if (closeSent && clientCloses) {
            connection.closeSilently();
        }
    }

    /** Cuts a connection that cannot be read or written; the failure is null if the client ended it. */
    private void cut(Throwable failure) {
        connection.terminateSilently();
        if (failure != null && !(failure instanceof IOException)) {
            services.refusals().failed(connection, failure);
        }
    }

    /** The connection is closed, by either side. */
    void gone() {
        gone = true;
        closing.compareAndSet(null, GONE);
        Future<?> cut = linger;
        if (cut != null) {
            cut.cancel(false);
        }
        input.gone();
        SendProgress unsent = output.gone();
        services.open().remove(this);
        services.upkeep().execute(() -> {
            if (unsent != null) {
                unsent.ended(new IOException("the connection has gone"));
            }
            listener.ended(closing.get());
        });
    }

    @Override
    public void release() {
        messages.release();
    }

    @Override
    public boolean canSuspend() {
        return true;
    }

    @Override
    public void suspend() {
        input.suspend();
    }

    @Override
    public void resume() {
        input.resume();
    }

    @Override
    public boolean isMessageOverdue(long now, long timeoutNanos) {
        return messages.isOverdue(now, timeoutNanos);
    }

    @Override
    public boolean isOpen() {
        return closing.get() == null;
    }

    /** Receives the client's frames. While the connection closes, only the close frame matters. */
    private final class Frames implements FrameReader.Sink {

        @Override
        public boolean isReading() {
            return input.isReading();
        }

        @Override
        public void begin(int opcode, boolean last, long length) {
            if (closing.get() == null) {
                messages.begin(opcode, last, length);
            }
        }

        @Override
        public void payload(ByteBuffer in, int length, int key, long offset) throws FrameViolation {
            if (closing.get() == null) {
                messages.payload(in, length, key, offset);
            } else {
                in.position(in.position() + length);
            }
        }

        @Override
        public void end() throws FrameViolation {
            if (closing.get() == null) {
                messages.end();
            }
        }

        @Override
        public void control(int opcode, byte[] payload) throws FrameViolation {
            if (opcode == Opcode.CLOSE) {
                clientCloses = true;
                if (closing.get() == null) {
                    // The answer to a server's close frame repeats its code, even one that a client may not send first.
                    close(ClosePayload.read(payload));
                }
                endWhenBothHaveClosed();
            } else if (closing.get() == null && opcode == Opcode.PING) {
                output.pong(payload);
            } else if (closing.get() == null) {
                listener.heard();
            }
        }
    }

    private final class InputFaults implements LinkInput.Faults {

        @Override
        public void violated(CloseStatus status) {
            close(status);
        }

        @Override
        public void broken(Throwable failure) {
            cut(failure);
        }
    }
}
