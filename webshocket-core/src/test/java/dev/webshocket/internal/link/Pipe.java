package dev.webshocket.internal.link;

import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.support.SteppedScheduler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Two connected links. A message arrives as a whole or in parts, and its sending completes before, after or at its
 * arrival; the order of each side's messages is kept. The pipe can be cut at any step: messages in transit are lost
 * then, and each side is notified later. It can fall silent: then nothing arrives any more, and no side is notified. For one thread.
 */
public final class Pipe {

    private static final CloseStatus BROKEN = new CloseStatus(CloseStatus.ABNORMAL, "broken");

    private final SteppedScheduler scheduler;
    private final int maxMessageBytes;
    private final End first;
    private final End second;
    private boolean cut;
    private boolean silent;

    public Pipe(SteppedScheduler scheduler, int maxMessageBytes) {
        this.scheduler = scheduler;
        this.maxMessageBytes = maxMessageBytes;
        this.first = new End();
        this.second = new End();
    }

    /** Returns the factory of one side's link. */
    public LinkFactory first() {
        return first::open;
    }

    /** Returns the factory of the other side's link. */
    public LinkFactory second() {
        return second::open;
    }

    /** Cuts the pipe. */
    public void cut() {
        if (!cut) {
            cut = true;
            for (End end : List.of(first, second)) {
                end.arriving.clear();
                end.told.add(() -> end.listener.ended(BROKEN));
            }
        }
    }

    /** Loses everything from now on, without telling either side. */
    public void fallSilent() {
        silent = true;
        first.arriving.clear();
        second.arriving.clear();
    }

    private End other(End end) {
        return end == first ? second : first;
    }

    private final class End implements Link {

        /** The messages to this side. */
        private final SteppedScheduler.Line arriving = scheduler.line();
        /** The notifications of completed sending and of the end, independent of the messages. */
        private final SteppedScheduler.Line told = scheduler.line();

        private final List<Runnable> held = new ArrayList<>();
        private LinkListener listener;
        private MessageAssembly parts;
        private boolean sending;
        private boolean suspended;
        private boolean closed;

        Link open(LinkListener told, MemoryShare memory) {
            listener = told;
            parts = new MessageAssembly(maxMessageBytes, memory, told);
            return this;
        }

        @Override
        public void start() {
            // Messages wait for a step in any case.
        }

        @Override
        public void send(Frame frame, SendProgress progress) {
            if (sending) {
                throw new AssertionError("a message is sent while another one is being sent");
            }
            sending = true;
            Runnable done = () -> {
                sending = false;
                progress.ended(cut || closed ? new IOException("broken") : null);
            };
            if (!cut && !closed && !silent) {
                deliver(frame.kind(), frame.bytes());
            }
            if (silent && scheduler.random().nextInt(3) == 0) {
                // Nobody reads, so that the buffers are full at some time.
                return;
            }
            if (scheduler.random().nextInt(3) == 0) {
                done.run();
            } else {
                told.add(done);
            }
        }

        private void deliver(FrameKind kind, byte[] message) {
            End other = other(this);
            if (kind == FrameKind.PING) {
                other.arriving.add(() -> arriving.add(() -> listener.heard()));
                return;
            }
            int from = 0;
            do {
                int length =
                        Math.min(message.length - from, 1 + scheduler.random().nextInt(40));
                byte[] part = new byte[length];
                System.arraycopy(message, from, part, 0, length);
                from += length;
                boolean last = from == message.length;
                other.arriving.add(() -> other.arrive(kind, part, last));
            } while (from < message.length);
        }

        private void arrive(FrameKind kind, byte[] part, boolean last) {
            Runnable arrival = () -> {
                if (kind == FrameKind.BINARY) {
                    parts.binary(ByteBuffer.wrap(part), last);
                } else {
                    parts.text(new String(part, StandardCharsets.UTF_8), last);
                }
            };
            if (suspended || !held.isEmpty()) {
                held.add(arrival);
            } else {
                arrival.run();
            }
        }

        @Override
        public void close(CloseStatus status) {
            if (closed || cut) {
                return;
            }
            closed = true;
            End other = other(this);
            told.add(() -> listener.ended(status));
            if (silent) {
                return;
            }
            other.arriving.add(() -> {
                Runnable end = () -> {
                    other.closed = true;
                    other.listener.ended(status);
                };
                if (other.suspended || !other.held.isEmpty()) {
                    other.held.add(end);
                } else {
                    end.run();
                }
            });
        }

        @Override
        public void abort(CloseStatus status) {
            close(status);
            told.add(() -> listener.ended(status));
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
            suspended = true;
        }

        @Override
        public void resume() {
            suspended = false;
            // Whoever takes one of them may suspend again.
            while (!suspended && !held.isEmpty()) {
                held.remove(0).run();
            }
        }

        @Override
        public boolean isMessageOverdue(long now, long timeoutNanos) {
            return parts.isOverdue(now, timeoutNanos);
        }

        @Override
        public boolean isOpen() {
            return !cut && !closed;
        }
    }
}
