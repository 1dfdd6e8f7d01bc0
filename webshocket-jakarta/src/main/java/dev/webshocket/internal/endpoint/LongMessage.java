package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.link.Frame;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.SendProgress;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A message that is sent in parts. Sending blocks a thread until the client has read them: Jakarta WebSocket has no other
 * way. If the connection ends, a message that waits for its thread is dropped; later the thread is interrupted, because Tyrus
 * waits even after the session has been closed.
 *
 * <p>Safe for use by any thread. Its monitor is not held while the container runs.
 */
final class LongMessage implements Runnable {

    /** Short enough that the start of the next part fits into Tyrus's buffer too. */
    private static final int PART = 1 << 20;

    /** The message and its receiver; null once sending has begun or has been stopped. */
    private Content content;

    private Thread thread;
    private boolean stopped;

    private record Content(Session session, Frame frame, SendProgress progress) {}

    LongMessage(Session session, Frame frame, SendProgress progress) {
        this.content = new Content(session, frame, progress);
    }

    @Override
    public void run() {
        Content mine = begin();
        if (mine == null) {
            return;
        }
        mine.progress().begins();
        Throwable failure;
        try {
            failure = send(mine);
        } finally {
            end();
        }
        mine.progress().ended(failure);
    }

    /** Stops sending. The end is reported only if sending has begun. */
    synchronized void stop() {
        stopped = true;
        content = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private synchronized Content begin() {
        Content mine = content;
        content = null;
        if (mine != null) {
            thread = Thread.currentThread();
        }
        return mine;
    }

    private synchronized void end() {
        thread = null;
        if (stopped) {
            // The interruption was meant for this message alone.
            Thread.interrupted();
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private Throwable send(Content mine) {
        byte[] message = mine.frame().bytes();
        try {
            RemoteEndpoint.Basic remote = mine.session().getBasicRemote();
            for (int from = 0; from < message.length; ) {
                if (isStopped()) {
                    return new IOException("the connection has ended before all of a message was sent");
                }
                int to = endOfPart(mine.frame().kind(), message, from);
                boolean last = to == message.length;
                if (mine.frame().kind() == FrameKind.TEXT) {
                    remote.sendText(new String(message, from, to - from, StandardCharsets.UTF_8), last);
                } else {
                    remote.sendBinary(ByteBuffer.wrap(message, from, to - from).slice(), last);
                }
                from = to;
            }
            return null;
        } catch (IOException | RuntimeException | Error e) {
            return e;
        }
    }

    /** Does not split a surrogate pair, because each part is a string for the container. */
    private static int endOfPart(FrameKind kind, byte[] message, int from) {
        int to = Math.min(message.length, from + PART);
        while (kind == FrameKind.TEXT && to < message.length && (message[to] & 0xc0) == 0x80) {
            to--;
        }
        return to;
    }
}
