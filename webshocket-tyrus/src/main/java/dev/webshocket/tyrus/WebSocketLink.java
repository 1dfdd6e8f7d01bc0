package dev.webshocket.tyrus;

import dev.webshocket.tyrus.FrameCutter.ProtocolViolation;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.ByteBufferArray;
import org.glassfish.tyrus.container.grizzly.client.TaskProcessor;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;
import org.glassfish.tyrus.spi.Writer;

/**
 * One upgraded connection, between Grizzly's side of it and Tyrus's. What comes in is handed on by one thread at a time,
 * the end of the connection included; what goes out may come from any thread.
 */
final class WebSocketLink extends Writer implements FrameCutter.Sink {

    /** How long a client that was sent a close frame may take to answer it, in milliseconds. */
    static final long LINGER = 2_000;

    /** While more bytes than this wait to be sent, pings are not answered; RFC 6455, section 5.5.3, allows that. */
    private static final long PINGS_DROPPED_ABOVE = 64 * 1024;

    /** A client's close frame without a code: RFC 6455, section 5.5.1. */
    private static final byte[] CLOSE_FRAME = {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0};

    /** What a close frame of ours begins with; Tyrus writes one frame at a time. */
    private static final int OUR_CLOSE = 0x88;

    private final Connection<Object> connection;
    private final ScheduledExecutorService timer;
    private final TaskProcessor inbound = new TaskProcessor();
    private final FrameCutter frames = new FrameCutter(this);
    private final InputMeter input = new InputMeter(System::nanoTime);
    private final AtomicLong unsent = new AtomicLong();
    private volatile org.glassfish.tyrus.spi.Connection socket;
    private volatile boolean broken;
    private volatile boolean clientCloses;
    /** Tyrus's side has closed its session, and begun to send a close frame. */
    private volatile boolean closing;

    private volatile boolean closed;
    /** Why it was ended before there was a session to end; for the tasks alone, of which one runs at a time. */
    private CloseReason endedBefore;

    WebSocketLink(Connection<Object> connection, ScheduledExecutorService timer) {
        this.connection = connection;
        this.timer = timer;
    }

    /** Makes Tyrus's side, which opens the session, before anything is read or ended. */
    void open(UpgradeInfo upgrade) {
        inbound.processTask(task(() -> {
            socket = upgrade.createConnection(this, reason -> connection.closeSilently());
            if (endedBefore != null) {
                closeSocket(endedBefore);
            }
        }));
    }

    /** Tells whether much has come over it lately. */
    boolean sendsMuch() {
        return input.isMuch();
    }

    /** Hands on what was read; the buffer is the caller's no more. */
    void read(Buffer bytes) {
        input.add(bytes.remaining());
        inbound.processTask(task(() -> {
            readFrames(bytes);
            bytes.tryDispose();
        }));
    }

    /** Ends Tyrus's side once everything that was read is handed on. */
    void end(CloseReason reason) {
        inbound.processTask(task(() -> {
            if (socket != null) {
                closeSocket(reason);
            } else {
                // Not open yet, or never where opening it failed.
                endedBefore = reason;
            }
        }));
    }

    private void closeSocket(CloseReason reason) {
        try {
            socket.close(reason);
        } catch (IllegalStateException e) {
            // Another thread is closing the session at this very moment: Tyrus stops half-way, would keep the session
            // for ever, and tells its endpoint nothing. As if the client had closed, it goes through with it.
            socket.getReadHandler().handle(ByteBuffer.wrap(CLOSE_FRAME));
        }
    }

    private void readFrames(Buffer bytes) {
        if (broken) {
            return;
        }
        try {
            if (bytes.isComposite()) {
                ByteBufferArray parts = bytes.toByteBufferArray();
                for (int i = 0; i < parts.size(); i++) {
                    frames.read(parts.getArray()[i]);
                }
                parts.recycle();
            } else {
                frames.read(bytes.toByteBuffer());
            }
        } catch (ProtocolViolation e) {
            broken = true;
            closeSocket(new CloseReason(CloseCodes.PROTOCOL_ERROR, e.getMessage()));
        }
        if (closed && clientCloses) {
            connection.closeSilently();
        }
    }

    @Override
    public void pass(ByteBuffer bytes) {
        // What a client still sends after our close frame is of no use to anybody, its own close frame apart, which may
        // be what the end waits for. Tyrus would log an error for each frame of a session that another thread closes.
        if (!closed && (!closing || clientCloses)) {
            socket.getReadHandler().handle(bytes);
        }
    }

    @Override
    public void clientCloses() {
        clientCloses = true;
    }

    @Override
    public boolean dropsPings() {
        return unsent.get() > PINGS_DROPPED_ABOVE;
    }

    @Override
    public void write(ByteBuffer bytes, CompletionHandler<ByteBuffer> completion) {
        if (bytes.hasRemaining() && (bytes.get(bytes.position()) & 0xFF) == OUR_CLOSE) {
            closing = true;
        }
        unsent.addAndGet(bytes.remaining());
        connection.write(Buffers.wrap(connection.getMemoryManager(), bytes), new Sent(bytes, completion));
    }

    /**
     * Ends the connection after Tyrus has written its close frame. A connection cut while bytes of the client are unread
     * is reset, and the client may never see that frame; so it stays until the client has answered or gone.
     */
    @Override
    public void close() {
        closed = true;
        if (clientCloses) {
            connection.closeSilently();
        }
        // Even so it waits for what is unsent, and a client that reads nothing would hold it for ever.
        try {
            Future<?> cut = timer.schedule(connection::terminateSilently, LINGER, TimeUnit.MILLISECONDS);
            connection.closeFuture().addCompletionHandler(new EmptyCompletionHandler<>() {
                @Override
                public void completed(org.glassfish.grizzly.CloseReason reason) {
                    cut.cancel(false);
                }
            });
        } catch (RejectedExecutionException e) {
            connection.terminateSilently();
        }
    }

    private static TaskProcessor.Task task(Runnable action) {
        return new TaskProcessor.Task() {
            @Override
            public void execute() {
                action.run();
            }
        };
    }

    /** Tells Tyrus what became of bytes that it wrote. */
    private final class Sent implements org.glassfish.grizzly.CompletionHandler<WriteResult<Buffer, Object>> {

        private final ByteBuffer bytes;
        private final int length;
        private final CompletionHandler<ByteBuffer> completion;

        private Sent(ByteBuffer bytes, CompletionHandler<ByteBuffer> completion) {
            this.bytes = bytes;
            this.length = bytes.remaining();
            this.completion = completion;
        }

        @Override
        public void completed(WriteResult<Buffer, Object> result) {
            unsent.addAndGet(-length);
            completion.completed(bytes);
        }

        @Override
        public void failed(Throwable cause) {
            unsent.addAndGet(-length);
            completion.failed(cause);
        }

        @Override
        public void cancelled() {
            unsent.addAndGet(-length);
            completion.cancelled();
        }

        @Override
        public void updated(WriteResult<Buffer, Object> result) {
            // Tyrus has no use for progress.
        }
    }
}
