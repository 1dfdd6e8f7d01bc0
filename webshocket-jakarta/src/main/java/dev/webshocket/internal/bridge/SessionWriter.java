package dev.webshocket.internal.bridge;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Sends over a container's session. Safe for use by any thread, one message at a time. */
final class SessionWriter implements FrameWriter {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Executor closer;
    private final Consumer<CloseReason> afterClose;

    /**
     * Makes the writer of a session.
     *
     * @param session to send over
     * @param closer closes sessions, which takes as long as the container likes
     * @param afterClose told on a thread of the closer when the session has been closed from this side: the container may
     *     wait for the client's answer for long before it says so
     */
    SessionWriter(Session session, Executor closer, Consumer<CloseReason> afterClose) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.closer = closer;
        this.afterClose = afterClose;
    }

    @Override
    public void write(FrameKind kind, byte[] message, Consumer<Throwable> done) {
        switch (kind) {
            case BINARY -> remote.sendBinary(ByteBuffer.wrap(message), result -> done.accept(result.getException()));
            case TEXT ->
                remote.sendText(
                        new String(message, StandardCharsets.UTF_8), result -> done.accept(result.getException()));
            case PING -> done.accept(ping(message));
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
        execute(() -> {
            closeSession(reason);
            afterClose.accept(reason);
        });
    }

    private void execute(Runnable task) {
        try {
            closer.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    private void closeSession(CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "a session that was to be closed had gone already", e);
        }
    }
}
