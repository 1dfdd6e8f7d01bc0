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
    private final Consumer<CloseReason> afterAbort;

    /**
     * Makes the writer of a session.
     *
     * @param session to send over
     * @param closer closes sessions, which takes as long as the container likes
     * @param afterAbort told on a thread of the closer when the session has been given up
     */
    SessionWriter(Session session, Executor closer, Consumer<CloseReason> afterAbort) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.closer = closer;
        this.afterAbort = afterAbort;
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
        execute(() -> closeSession(reason));
    }

    @Override
    public void abort(CloseReason reason) {
        execute(() -> {
            closeSession(reason);
            afterAbort.accept(reason);
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
