package dev.webshocket.internal.session;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.SendProgress;
import java.util.concurrent.atomic.AtomicInteger;

/** One message that a link sends. The link may report its end before or after it returns, on any thread. */
final class FrameSending extends AtomicInteger implements SendProgress {

    private static final long serialVersionUID = 1;

    /** The thread that began it has left: the thread that reports its end writes the next message. */
    private static final int LEFT = 1;
    /** The link has reported its end. */
    private static final int TOLD = 2;
    /** The next message has been taken. */
    private static final int ENDED = 4;

    private final transient LinkWriter writer;
    private final transient Link link;
    private final transient QueuedFrame frame;
    private transient FrameSending next;

    FrameSending(LinkWriter writer, Link link, QueuedFrame frame) {
        this.writer = writer;
        this.link = link;
        this.frame = frame;
    }

    QueuedFrame frame() {
        return frame;
    }

    /** Sets the message that follows; null for none. */
    void next(FrameSending following) {
        next = following;
    }

    void write() {
        try {
            link.send(frame, this);
        } catch (RuntimeException | Error e) {
            ended(e);
        }
    }

    /** Returns the next message for the current thread; null if there is none, or if the thread that reports the end goes on. */
    FrameSending next() {
        int before = getAndUpdate(state -> (state & ENDED) == 0 ? state | LEFT : state);
        return (before & ENDED) == 0 ? null : next;
    }

    @Override
    public void waits() {
        writer.begun(this, false);
    }

    @Override
    public void begins() {
        writer.begun(this, true);
    }

    @Override
    public void ended(Throwable failure) {
        if ((getAndUpdate(state -> state | TOLD) & TOLD) != 0) {
            return;
        }
        if (failure != null) {
            link.abort(new CloseStatus(CloseStatus.ABNORMAL, "cannot be sent to"));
        }
        try {
            writer.sent(this);
        } finally {
            // Last, since from here on the thread that began this message may go on with the next.
            if ((getAndUpdate(state -> state | ENDED) & LEFT) != 0) {
                LinkWriter.write(next);
            }
        }
    }
}
