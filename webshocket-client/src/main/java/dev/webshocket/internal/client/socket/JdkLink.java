package dev.webshocket.internal.client.socket;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Frame;
import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.link.MessageAssembly;
import dev.webshocket.internal.link.SendProgress;
import dev.webshocket.internal.memory.MemoryShare;
import java.lang.System.Logger.Level;
import java.net.ProtocolException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A link over the JDK's {@link WebSocket}. Nothing in it blocks: the JDK's channels are non-blocking, so interrupting a
 * sending thread does not harm them.
 *
 * <p>Safe for use by any thread, but for {@link #send}, which is for one message at a time, and for the events of the socket, which
 * come by one thread at a time.
 */
final class JdkLink implements Link {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** A longer message is sent in parts: the original accepts frames up to 10 MiB, Tyrus up to 4 MiB. */
    private static final int LONGEST_FRAME = 4 << 20;

    /** Short enough that the part and what Tyrus has read of the next one fit into its buffer. */
    private static final int PART = 1 << 20;

    /** How long the close frame of an aborted link may take, and the other side's end of the connection. */
    private static final long FAREWELL_SECONDS = 1;

    private final WebSocket socket;
    private final SocketEvents events;
    private final LinkListener listener;
    private final MessageAssembly parts;
    private final ScheduledExecutorService timer;
    private final Demand demand = new Demand();
    private final LostEndProbe probe = new LostEndProbe();
    private final AtomicReference<CloseStatus> closing = new AtomicReference<>();

    /** Set by {@link #abort}: the link drops all later input. */
    private volatile boolean aborted;

    /**
     * Creates a link over an open socket.
     *
     * @param events of the socket
     * @param maxMessageBytes the longest message that may be received
     * @param memory charged with the parts of incomplete messages
     * @param timer aborts sockets that do not end by themselves
     */
    JdkLink(
            WebSocket socket,
            SocketEvents events,
            int maxMessageBytes,
            MemoryShare memory,
            ScheduledExecutorService timer,
            LinkListener listener) {
        this.socket = socket;
        this.events = events;
        this.listener = listener;
        this.parts = new MessageAssembly(maxMessageBytes, memory, listener);
        this.timer = timer;
    }

    @Override
    public void start() {
        events.started();
        resume();
    }

    @Override
    public void send(Frame frame, SendProgress progress) {
        CompletableFuture<WebSocket> sending = switch (frame.kind()) {
            case BINARY -> sendBinary(frame.bytes());
            case TEXT -> socket.sendText(frame.text(), true);
            case PING -> ping(frame.bytes());
        };
        sending.whenComplete((sent, failure) -> progress.ended(failure));
    }

    private CompletableFuture<WebSocket> sendBinary(byte[] message) {
        if (message.length <= LONGEST_FRAME) {
            return socket.sendBinary(ByteBuffer.wrap(message), true);
        }
        CompletableFuture<WebSocket> sending = sendPart(message, 0);
        for (int from = PART; from < message.length; from += PART) {
            int next = from;
            sending = sending.thenCompose(sent -> sendPart(message, next));
        }
        return sending;
    }

    /** The JDK refuses a ping while another one is being sent, which has the same effect. */
    private CompletableFuture<WebSocket> ping(byte[] message) {
        return socket.sendPing(ByteBuffer.wrap(message))
                .exceptionallyCompose(failure -> failure instanceof IllegalStateException
                        ? CompletableFuture.completedFuture(socket)
                        : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<WebSocket> sendPart(byte[] message, int from) {
        int length = Math.min(PART, message.length - from);
        return socket.sendBinary(ByteBuffer.wrap(message, from, length), from + length == message.length);
    }

    @Override
    public void close(CloseStatus status) {
        if (closing.compareAndSet(null, status)) {
            // Read the other side's answer, and what it sent before.
            resume();
            sendClose(status).whenComplete((sent, failure) -> {
                if (failure != null) {
                    abort(status);
                }
            });
        }
    }

    @Override
    public void abort(CloseStatus status) {
        aborted = true;
        closing.compareAndSet(null, status);
        if (status.code() == CloseStatus.ABNORMAL) {
            // A close frame that arrives after all would end the session, which may outlive this socket.
            socket.abort();
        } else {
            // The JDK may send it a little later: it need not have ended the message before, even if that was answered.
            sendClose(closing.get());
            // Read until the other side ends the connection: closing a socket with unread bytes discards what was sent.
            resume();
            cutLater();
        }
        listener.ended(closing.get());
    }

    private CompletableFuture<WebSocket> sendClose(CloseStatus status) {
        return socket.sendClose(SendableCode.of(status.code()), status.reason());
    }

    private void cutLater() {
        try {
            timer.schedule(socket::abort, FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            socket.abort();
        }
    }

    @Override
    public void release() {
        parts.end();
    }

    @Override
    public boolean canSuspend() {
        return true;
    }

    @Override
    public void suspend() {
        demand.suspend();
        if (closing.get() != null) {
            resume();
        }
    }

    @Override
    public void resume() {
        if (demand.resume()) {
            socket.request(1);
        }
    }

    @Override
    public boolean isMessageOverdue(long now, long timeoutNanos) {
        return parts.isOverdue(now, timeoutNanos);
    }

    @Override
    public boolean isOpen() {
        return !socket.isInputClosed() && !socket.isOutputClosed();
    }

    /** Looks for an end of the socket that the JDK has lost; called regularly, by one thread at a time. */
    void check() {
        if (probe.isDue() && closing.get() == null) {
            ping(new byte[0]).whenComplete((sent, failure) -> {
                if (failure != null) {
                    failed(failure);
                }
            });
        }
    }

    /** The socket has received a part of a binary message; the JDK may reuse the buffer. */
    void binary(ByteBuffer part, boolean last) {
        probe.messageBegins();
        take(() -> parts.binary(part, last));
    }

    /** The socket has received a part of a text message. */
    void text(CharSequence part, boolean last) {
        probe.messageBegins();
        take(() -> parts.text(part.toString(), last));
    }

    /** The socket has received a ping or a pong. */
    void heard() {
        probe.alive();
        take(listener::heard);
    }

    /** Handles one part and requests the next. */
    private void take(Runnable part) {
        try {
            if (!aborted) {
                part.run();
            }
        } catch (RuntimeException | Error e) {
            // Later messages are still read.
            LOG.log(Level.WARNING, "WEBSHOCKET-0230: a message could not be processed", e);
        }
        if (demand.isForNext()) {
            socket.request(1);
        }
    }

    /** The socket has received a close frame, or has ended without one. */
    void closed(int code, String reason) {
        // A close frame without a code is a normal close.
        ended(new CloseStatus(code == SendableCode.NONE ? CloseStatus.NORMAL : code, reason));
    }

    /** The socket has failed. */
    void failed(Throwable failure) {
        // A vanished server is common, and the JDK itself tells the server about a malformed message.
        LOG.log(Level.DEBUG, "a connection has failed", failure);
        ended(new CloseStatus(codeOf(failure), String.valueOf(failure.getMessage())));
    }

    private static int codeOf(Throwable failure) {
        if (!(failure instanceof ProtocolException)) {
            return CloseStatus.ABNORMAL;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return CloseStatus.INVALID_DATA;
            }
        }
        return CloseStatus.PROTOCOL_ERROR;
    }

    private void ended(CloseStatus status) {
        CloseStatus own = closing.get();
        listener.ended(own == null || own.code() == CloseStatus.ABNORMAL ? status : own);
    }
}
