package dev.webshocket.internal.client.socket;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * Passes the JDK's events of one socket to its link. The JDK asks for the listener before the handshake, but which link there is
 * depends on its result. An end of the socket may come first: it is kept until the link has started.
 *
 * <p>The JDK calls it by one thread at a time, and delivers no message before the link asks for one.
 */
final class SocketEvents implements WebSocket.Listener {

    private volatile JdkLink link;
    private boolean started;
    /** The end of a socket whose link has not started; null for none. */
    private Runnable earlyEnd;

    /** Sets the link, before it is started. */
    void attach(JdkLink made) {
        link = made;
    }

    /** Delivers an end of the socket from now on, and one that has come before. */
    void started() {
        Runnable early;
        synchronized (this) {
            started = true;
            early = earlyEnd;
            earlyEnd = null;
        }
        if (early != null) {
            early.run();
        }
    }

    private void deliver(Runnable end) {
        synchronized (this) {
            if (!started) {
                earlyEnd = end;
                return;
            }
        }
        end.run();
    }

    @Override
    public void onOpen(WebSocket socket) {
        // The link reads nothing before its start.
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
        link.binary(part, last);
        return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        link.text(part, last);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        link.heard();
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        link.heard();
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        deliver(() -> link.closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        deliver(() -> link.failed(failure));
    }
}
