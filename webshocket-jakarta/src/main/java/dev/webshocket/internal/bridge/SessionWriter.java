package dev.webshocket.internal.bridge;

import dev.webshocket.internal.concurrent.Claim;
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

    /** A longer message is sent in parts: the original's peers take frames of 10 MiB at most, and Tyrus's of 4. */
    private static final int LONGEST_FRAME = 4 << 20;

    /** So short that what Tyrus has read of the next part fits into its buffer too. */
    private static final int PART = 1 << 20;

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
        if (message.length > LONGEST_FRAME) {
            execute(() -> done.accept(writeInParts(kind, message)));
            return;
        }
        switch (kind) {
            case BINARY -> remote.sendBinary(ByteBuffer.wrap(message), result -> done.accept(result.getException()));
            case TEXT ->
                remote.sendText(
                        new String(message, StandardCharsets.UTF_8), result -> done.accept(result.getException()));
            case PING -> done.accept(ping(message));
        }
    }

    /** Waits for each part: Jakarta WebSocket knows no other way to send one. On a thread of the closer's, therefore. */
    private Throwable writeInParts(FrameKind kind, byte[] message) {
        RemoteEndpoint.Basic basic = session.getBasicRemote();
        try {
            for (int from = 0; from < message.length; ) {
                int to = endOfPart(kind, message, from);
                boolean last = to == message.length;
                if (kind == FrameKind.TEXT) {
                    basic.sendText(new String(message, from, to - from, StandardCharsets.UTF_8), last);
                } else {
                    basic.sendBinary(ByteBuffer.wrap(message, from, to - from).slice(), last);
                }
                from = to;
            }
            return null;
        } catch (IOException | RuntimeException | Error e) {
            return e;
        }
    }

    /** Cuts no character of a text in two, since each part is a string for the container. */
    private static int endOfPart(FrameKind kind, byte[] message, int from) {
        int to = Math.min(message.length, from + PART);
        while (kind == FrameKind.TEXT && to < message.length && (message[to] & 0xc0) == 0x80) {
            to--;
        }
        return to;
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

    /** Where there is no thread it is done on this one: a connection must end, and a message be told of. */
    private void execute(Runnable task) {
        Runnable once = new Claim().guard(task);
        try {
            closer.execute(once);
        } catch (RejectedExecutionException | Error e) {
            once.run();
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
