package dev.webshocket.internal.bridge;

import dev.webshocket.internal.concurrent.CallerRuns;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Sends over a container's session. Safe for use by any thread, one message at a time. */
final class SessionWriter implements FrameWriter {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** A longer message is sent in parts: the original's peers take frames of 10 MiB at most, and Tyrus's of 4. */
    private static final int LONGEST_FRAME = 4 << 20;

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Executor closer;
    private final Executor longMessages;
    private final Consumer<CloseReason> afterClose;

    /** The last of them; null while there was none. */
    private volatile LongMessage longMessage;

    private volatile boolean shut;

    /** Why the session is closed: the first reason, since what fails by the closing has another one. */
    private final AtomicReference<CloseReason> closing = new AtomicReference<>();

    /**
     * Makes the writer of a session.
     *
     * @param session to send over
     * @param closer closes sessions, which takes as long as the container likes
     * @param longMessages sends what has to be sent in parts, which takes as long as the client does to read it. It leaves
     *     the closer threads, since a client that reads nothing is got rid of by closing its session
     * @param afterClose told on a thread of the closer when the session has been closed from this side: the container may
     *     wait for the client's answer for long before it says so
     */
    SessionWriter(Session session, Executor closer, Executor longMessages, Consumer<CloseReason> afterClose) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        // Without a thread too: a connection must end, and a message be told of.
        this.closer = new CallerRuns(closer);
        this.longMessages = new CallerRuns(longMessages);
        this.afterClose = afterClose;
    }

    @Override
    public void write(FrameKind kind, byte[] message, Progress progress) {
        if (message.length > LONGEST_FRAME) {
            writeLater(new LongMessage(session, kind, message, progress), progress);
            return;
        }
        switch (kind) {
            case BINARY ->
                remote.sendBinary(ByteBuffer.wrap(message), result -> progress.accept(result.getException()));
            case TEXT ->
                remote.sendText(
                        new String(message, StandardCharsets.UTF_8), result -> progress.accept(result.getException()));
            case PING -> progress.accept(ping(message));
        }
    }

    private void writeLater(LongMessage message, Progress progress) {
        progress.waits();
        longMessage = message;
        if (shut) {
            // It was before it could see the message.
            message.stop();
        }
        longMessages.execute(message);
    }

    @Override
    public void shut() {
        shut = true;
        stopLongMessage();
    }

    private void stopLongMessage() {
        LongMessage message = longMessage;
        if (message != null) {
            message.stop();
        }
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
    public void close(CloseReason reason) {
        closing.compareAndSet(null, reason);
        CloseReason first = closing.get();
        closer.execute(() -> {
            // Before, since a container may close only when it has sent what it has begun to send.
            stopLongMessage();
            closeSession(first);
            afterClose.accept(first);
        });
    }

    private void closeSession(CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "a session that was to be closed had gone already", e);
        }
    }
}
