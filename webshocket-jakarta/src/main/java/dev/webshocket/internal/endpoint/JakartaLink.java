package dev.webshocket.internal.endpoint;

import dev.webshocket.TextMessages;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Frame;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.link.MessageAssembly;
import dev.webshocket.internal.link.SendProgress;
import dev.webshocket.internal.memory.MemoryShare;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * A session of Jakarta WebSocket as a link. Safe for use by any thread, one message at a time. The container cannot stop reading:
 * a listener that does not return holds its thread.
 */
final class JakartaLink implements Link {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** A longer message is sent in parts: the original's peers take frames of 10 MiB at most, and Tyrus's of 4. */
    private static final int LONGEST_FRAME = 4 << 20;

    /** The length of messages in a container without a limit. */
    private static final int NO_LIMIT = -1;

    private static final AtomicReferenceFieldUpdater<JakartaLink, CloseStatus> CLOSING =
            AtomicReferenceFieldUpdater.newUpdater(JakartaLink.class, CloseStatus.class, "closing");

    /** What Tyrus's own server reports when a connection breaks, sometimes. No other code tells a break from a close frame. */
    private static final CloseStatus BROKEN_IN_TYRUS = new CloseStatus(CloseStatus.GOING_AWAY, "Going away.");

    private static final CloseStatus UNREACHABLE = new CloseStatus(CloseStatus.ABNORMAL, "cannot be sent to");

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final LinkThreads threads;
    private final DetachableListener listener;
    private final WebshocketSettings settings;
    private final MessageAssembly parts;

    /** Null if the container does not join messages. */
    private final SendWindow window;

    /** The last of them; null for none. */
    private volatile LongMessage longMessage;

    private volatile boolean released;

    /** What the log calls the session: its connection, and the name of it after the end. */
    private volatile Object subject = "a session that is being opened";

    /** The first reason for which the session is closed: failures caused by closing have another one. */
    private volatile CloseStatus closing;

    /**
     * Makes the link of a session.
     *
     * @param settings how long a received message may be, and who joins its parts
     * @param memory accounts for unfinished messages
     */
    JakartaLink(
            Session session,
            LinkThreads threads,
            WebshocketSettings settings,
            MemoryShare memory,
            LinkListener listener) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.threads = threads;
        this.listener = new DetachableListener(listener);
        this.settings = settings;
        this.parts = new MessageAssembly(settings.maxMessageBytes(), memory, this.listener);
        this.window = SendWindow.suits(session) ? new SendWindow(remote, memory, failure -> abort(UNREACHABLE)) : null;
    }

    @Override
    public void start() {
        limitFrames();
        session.addMessageHandler(ByteBuffer.class, parts::binary);
        if (settings.textMessages() == TextMessages.WHOLE) {
            session.setMaxTextMessageBufferSize(settings.maxMessageBytes());
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> parts.text(text, true));
        } else {
            session.addMessageHandler(String.class, parts::text);
        }
        session.addMessageHandler(PongMessage.class, pong -> listener.heard());
    }

    /** A container that says that it has no limit keeps a frame of any length, until the frame is whole. */
    private void limitFrames() {
        if (session.getMaxBinaryMessageBufferSize() == NO_LIMIT) {
            session.setMaxBinaryMessageBufferSize(settings.maxMessageBytes());
        }
        if (session.getMaxTextMessageBufferSize() == NO_LIMIT) {
            session.setMaxTextMessageBufferSize(settings.maxMessageBytes());
        }
    }

    @Override
    public void send(Frame frame, SendProgress progress) {
        if (frame.bytes().length > LONGEST_FRAME) {
            sendLater(new LongMessage(session, frame, progress), progress);
            return;
        }
        if (frame.kind() == FrameKind.PING) {
            progress.ended(ping(frame.bytes()));
            return;
        }
        if (window == null) {
            hand(frame, result -> progress.ended(result.getException()));
            return;
        }
        SendWindow.Entry entry = window.new Entry(frame.bytes().length, progress);
        hand(frame, entry);
        entry.taken();
    }

    private void hand(Frame frame, SendHandler handler) {
        if (frame.kind() == FrameKind.TEXT) {
            remote.sendText(frame.text(), handler);
        } else {
            remote.sendBinary(ByteBuffer.wrap(frame.bytes()), handler);
        }
    }

    private void sendLater(LongMessage message, SendProgress progress) {
        progress.waits();
        longMessage = message;
        if (released) {
            // The link has been released before the message was visible.
            message.stop();
        }
        threads.longMessages().execute(message);
    }

    private Exception ping(byte[] message) {
        try {
            remote.sendPing(ByteBuffer.wrap(message));
            return null;
        } catch (IOException | IllegalArgumentException e) {
            return e;
        }
    }

    @Override
    public void release() {
        released = true;
        stopLongMessage();
        parts.end();
        if (window != null) {
            window.end();
        }
        listener.detach();
        forgetSubject();
    }

    /** Says whose link this is, for the log. */
    void belongsTo(Object connection) {
        subject = connection;
        if (released) {
            // The connection has ended before it was known here.
            forgetSubject();
        }
    }

    private void forgetSubject() {
        subject = String.valueOf(subject);
    }

    /** Returns what the log calls the session. */
    @Override
    public String toString() {
        return String.valueOf(subject);
    }

    private void stopLongMessage() {
        LongMessage message = longMessage;
        if (message != null) {
            message.stop();
        }
    }

    @Override
    public void abort(CloseStatus status) {
        close(status);
    }

    /**
     * The link has ended when this side has closed it: the container may wait for the other's answer for long. The session is closed once:
     * on Open Liberty a second close that overlaps ends the connection without a close frame.
     */
    @Override
    public void close(CloseStatus status) {
        boolean isFirst = CLOSING.compareAndSet(this, null, status);
        CloseStatus first = closing;
        threads.closer().execute(() -> {
            // First, because a container may wait for the message being sent before it closes.
            stopLongMessage();
            if (isFirst) {
                closeSession(sendable(first));
            }
            listener.ended(first);
        });
    }

    /** Tells whether the session is ending, so that errors on it are no news. */
    boolean isEnding() {
        return closing != null || !session.isOpen();
    }

    /** Replaces a code that an endpoint may not send. The reason stays, by which {@link #ended} knows it. */
    private static CloseStatus sendable(CloseStatus status) {
        return status.code() == CloseStatus.ABNORMAL
                ? new CloseStatus(CloseStatus.GOING_AWAY, status.reason())
                : status;
    }

    private void closeSession(CloseStatus status) {
        try {
            session.close(reason(status));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "a session that was to be closed had gone already", e);
        }
    }

    /** Reports that the container has ended the session. If this side has closed it, this side's reason counts. */
    void ended(CloseReason reason) {
        CloseStatus own = closing;
        CloseStatus reported = status(reason);
        if (own != null && (own.code() != CloseStatus.ABNORMAL || reported.equals(sendable(own)))) {
            listener.ended(own);
            return;
        }
        listener.ended(
                isBroken(reported) ? new CloseStatus(CloseStatus.ABNORMAL, "the connection has broken") : reported);
    }

    private boolean isBroken(CloseStatus reported) {
        return reported.equals(BROKEN_IN_TYRUS)
                || (reported.code() == CloseStatus.NORMAL && !CloseFrames.mayHaveCome(session));
    }

    /** Converts a status to a close reason of Jakarta WebSocket. */
    static CloseReason reason(CloseStatus status) {
        return new CloseReason(CloseCodes.getCloseCode(status.code()), status.reason());
    }

    /** Converts a close reason of the container to a status. */
    static CloseStatus status(CloseReason reason) {
        return new CloseStatus(
                reason.getCloseCode().getCode(), reason.getReasonPhrase() == null ? "" : reason.getReasonPhrase());
    }

    @Override
    public boolean canSuspend() {
        return false;
    }

    @Override
    public void suspend() {
        // Jakarta WebSocket cannot stop reading.
    }

    @Override
    public void resume() {
        // Reading is never suspended.
    }

    @Override
    public boolean isMessageOverdue(long now, long timeoutNanos) {
        return parts.isOverdue(now, timeoutNanos);
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }
}
