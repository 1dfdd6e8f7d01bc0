package dev.webshocket.internal.session;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Frame;
import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.link.SendProgress;
import dev.webshocket.internal.memory.MemoryShare;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Two connected links, each with a thread at a time that delivers. Messages in transit are lost when it is cut; each side is told
 * of that on a thread of its own. Safe for use by any thread.
 */
final class ThreadedPipe {

    private static final CloseStatus BROKEN = new CloseStatus(CloseStatus.ABNORMAL, "broken");

    private final Executor threads;
    private final End first = new End();
    private final End second = new End();
    private volatile boolean cut;

    ThreadedPipe(Executor threads) {
        this.threads = threads;
    }

    LinkFactory first() {
        return first::open;
    }

    LinkFactory second() {
        return second::open;
    }

    void cut() {
        cut = true;
        for (End end : new End[] {first, second}) {
            threads.execute(() -> end.listener.ended(BROKEN));
        }
    }

    private final class End implements Link {

        private final Queue<byte[]> arriving = new ArrayDeque<>();
        private LinkListener listener;
        private boolean delivers;
        private boolean suspended;

        Link open(LinkListener told, MemoryShare memory) {
            listener = told;
            return this;
        }

        private End other() {
            return this == first ? second : first;
        }

        @Override
        public void start() {
            // Messages are delivered when they come.
        }

        @Override
        public void send(Frame frame, SendProgress progress) {
            if (!cut) {
                other().arrive(frame.bytes());
            }
            Runnable done = () -> progress.ended(cut ? new IOException("broken") : null);
            if (frame.bytes().length % 2 == 0) {
                done.run();
            } else {
                threads.execute(done);
            }
        }

        private synchronized void arrive(byte[] message) {
            arriving.add(message);
            deliverLater();
        }

        private void deliverLater() {
            if (!delivers && !suspended && !arriving.isEmpty()) {
                delivers = true;
                threads.execute(this::deliver);
            }
        }

        private void deliver() {
            for (byte[] message = next(); message != null; message = next()) {
                listener.heard();
                listener.received(message);
            }
        }

        private synchronized byte[] next() {
            byte[] message = suspended || cut ? null : arriving.poll();
            delivers = message != null;
            return message;
        }

        @Override
        public void close(CloseStatus status) {
            cut = true;
            threads.execute(() -> listener.ended(status));
            threads.execute(() -> other().listener.ended(status));
        }

        @Override
        public void abort(CloseStatus status) {
            close(status);
        }

        @Override
        public void release() {
            // It holds no parts of messages.
        }

        @Override
        public boolean canSuspend() {
            return true;
        }

        @Override
        public synchronized void suspend() {
            suspended = true;
        }

        @Override
        public synchronized void resume() {
            suspended = false;
            deliverLater();
        }

        @Override
        public boolean isMessageOverdue(long now, long timeoutNanos) {
            return false;
        }

        @Override
        public boolean isOpen() {
            return !cut;
        }
    }
}
