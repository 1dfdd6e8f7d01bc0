package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.link.SendProgress;
import dev.webshocket.internal.memory.MemoryShare;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The messages that the container of one session has accepted but not sent yet. Undertow writes on its I/O thread alone, and
 * can join messages into one write. So when it reports a message as sent, on that thread, it gets the messages that wait, as
 * far as the window has room, and then writes them together: sending them ends for the {@link SendProgress} when Undertow has
 * taken them. A message from any other thread waits for its own result, and the messages after it gather meanwhile. Safe for
 * use by any thread.
 */
final class SendWindow {

    /** How many bytes the window of a session takes; a longer message ends with its own result. */
    static final int BYTES = 16 << 10;

    private static final int ENDED = -1;

    private final RemoteEndpoint.Async remote;
    private final MemoryShare memory;
    private final Consumer<Throwable> failures;

    /** The bytes of the messages in the window; {@link #ENDED} after the end of the connection. */
    private final AtomicInteger held = new AtomicInteger();

    /** The thread on which the container reports a result, during the report. */
    private volatile Thread reporting;

    /**
     * Makes an empty window.
     *
     * @param remote sends messages
     * @param memory accounts for the bytes
     * @param failures takes the reason why a message in the window could not be sent
     */
    SendWindow(RemoteEndpoint.Async remote, MemoryShare memory, Consumer<Throwable> failures) {
        this.remote = remote;
        this.memory = memory;
        this.failures = failures;
    }

    /**
     * Tells whether the container joins messages and keeps the order of overlapping sends. Jakarta WebSocket promises neither, and
     * Tomcat refuses such sends.
     */
    static boolean suits(Session session) {
        return session.getClass().getName().startsWith("io.undertow.");
    }

    /** Releases the memory of all messages, after the end of the connection. */
    void end() {
        int bytes = held.getAndSet(ENDED);
        if (bytes > 0) {
            memory.giveBack(bytes);
        }
    }

    private boolean enter(int bytes) {
        int before;
        do {
            before = held.get();
            if (before == ENDED || bytes > BYTES - before) {
                return false;
            }
        } while (!held.compareAndSet(before, before + bytes));
        memory.charge(bytes);
        return true;
    }

    private void leave(int bytes) {
        int before;
        do {
            before = held.get();
            if (before == ENDED) {
                return;
            }
        } while (!held.compareAndSet(before, before - bytes));
        memory.giveBack(bytes);
    }

    /** One message with the container, which may report the result before or after it returns, on any thread. */
    final class Entry extends AtomicInteger implements SendHandler {

        private static final int TAKEN = 1;
        private static final int REPORTED = 2;

        private final transient SendProgress progress;
        private final int bytes;

        Entry(int bytes, SendProgress progress) {
            this.bytes = bytes;
            this.progress = progress;
        }

        /** The container has returned from the call that sends the message. */
        void taken() {
            if (reporting != Thread.currentThread() || get() == REPORTED || !enter(bytes)) {
                return;
            }
            if (compareAndSet(0, TAKEN)) {
                progress.ended(null);
            } else {
                leave(bytes);
            }
        }

        @Override
        public void onResult(SendResult result) {
            if (compareAndSet(0, REPORTED)) {
                report(result);
            } else if (compareAndSet(TAKEN, REPORTED)) {
                leave(bytes);
                if (!result.isOK()) {
                    failures.accept(result.getException());
                }
            }
        }

        private void report(SendResult result) {
            Thread current = Thread.currentThread();
            if (reporting == current) {
                progress.ended(result.getException());
                return;
            }
            try {
                remote.setBatchingAllowed(true);
                reporting = current;
                try {
                    progress.ended(result.getException());
                } finally {
                    reporting = null;
                    // In this order, so that a frame of another thread, such as a close frame, is written too.
                    remote.setBatchingAllowed(false);
                    remote.flushBatch();
                }
            } catch (IOException e) {
                failures.accept(e);
            }
        }
    }
}
