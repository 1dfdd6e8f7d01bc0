package dev.webshocket.internal.session;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.QueuedFrame.Share;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The messages to be sent over one session: one is being sent, the others are queued within bounds of bytes.
 *
 * <p>Safe for use by any thread. The lock is not held while the actions of waiting senders run.
 */
public sealed class SendQueue extends PushQueue implements Sender permits ResumableQueue {

    private final RoomWaiters waiters = new RoomWaiters();

    /** Written under the lock. */
    private volatile boolean pingWaits;

    /**
     * Makes an empty queue.
     *
     * @param link sends
     * @param kind of the frames that carry packets
     * @param bound how many bytes may be queued, of each share
     * @param memory what the session may hold
     * @param policy what to do with a pushed message without room
     * @param cutOffs ends the session for a message without room
     * @param nanoClock nanoseconds since any moment but this one
     */
    public SendQueue(
            Link link,
            FrameKind kind,
            int bound,
            MemoryShare memory,
            SlowConsumer policy,
            Consumer<Refusal> cutOffs,
            LongSupplier nanoClock) {
        this(kind, new QueuedFrames(bound, memory), policy, cutOffs, nanoClock);
        change(link);
    }

    /** Makes a queue that has no link yet. */
    SendQueue(
            FrameKind kind,
            QueuedFrames frames,
            SlowConsumer policy,
            Consumer<Refusal> cutOffs,
            LongSupplier nanoClock) {
        super(kind, frames, policy, cutOffs, nanoClock);
    }

    /** Queues a message from a thread that may wait for room. */
    public void sendWaiting(byte[] message) {
        QueuedFrame frame = QueuedFrame.own(kind, message, null, Share.PACED);
        Semaphore room = new Semaphore(0);
        try {
            while (!addIfRoom(frame, room::release)) {
                room.acquire();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            push(message);
        }
    }

    /** Queues a frame, or has an action wait for room. */
    private boolean addIfRoom(QueuedFrame frame, Runnable action) {
        FrameSending next;
        lock.lock();
        try {
            if (!isRoomy()) {
                waiters.add(action);
                return false;
            }
            add(frame);
            next = begin();
        } finally {
            lock.unlock();
        }
        write(next);
        return true;
    }

    @Override
    public void send(byte[] message) {
        add(QueuedFrame.own(kind, message, null, Share.PACED), true);
    }

    @Override
    public void send(byte[] message, SendTag tag, boolean last) {
        add(QueuedFrame.own(kind, message, tag, Share.PACED), last);
    }

    /** Queues a message as {@link #send(byte[])} does, which is one of several: the link may write them together. */
    public void sendGathered(byte[] message) {
        add(QueuedFrame.gathered(kind, message), true);
    }

    /**
     * Tells the other side, before all messages that wait, that it has lost messages of some subscriptions. In version 1 of the protocol
     * it does not learn of that.
     *
     * @param subscriptions names and patterns, as subscribed
     */
    public void gap(Collection<String> subscriptions) {}

    /** Queues a ping behind the other messages, so that a client that does not read gets no flood of pings. */
    public void ping() {
        FrameSending next;
        lock.lock();
        try {
            pingWaits = add(QueuedFrame.own(FrameKind.PING, new byte[0], null, Share.PACED));
            next = begin();
        } finally {
            lock.unlock();
        }
        write(next);
    }

    /** Tells whether a ping has yet to be sent. */
    boolean pingWaits() {
        return pingWaits;
    }

    @Override
    public boolean hasRoom() {
        lock.lock();
        try {
            return isRoomy();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long queuedBytes() {
        lock.lock();
        try {
            return frames.pacedBytes();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean whenRoom(Runnable action) {
        lock.lock();
        try {
            if (isRoomy()) {
                return false;
            }
            waiters.add(action);
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void withdraw(SendTag tag) {
        lock.lock();
        try {
            frames.withdraw(tag);
        } finally {
            lock.unlock();
        }
        wakeWaiters();
    }

    /** Runs the actions of waiting senders if there is room. */
    void wakeWaiters() {
        List<Runnable> roomy;
        lock.lock();
        try {
            roomy = takeWaiters();
        } finally {
            lock.unlock();
        }
        roomy.forEach(Runnable::run);
    }

    /** Closes the link after all queued messages have been sent; later messages are dropped. */
    public void close(CloseStatus status) {
        FrameSending next;
        Link last;
        lock.lock();
        try {
            if (closing != null) {
                return;
            }
            closing = status;
            frames.close();
            next = begin();
            last = takeClosing();
        } finally {
            lock.unlock();
        }
        write(next);
        closeLink(last, closing);
    }

    /** Drops all messages and releases the waiting senders, after the end of the session. */
    public void end() {
        Link last;
        lock.lock();
        try {
            closed = true;
            frames.clear();
            last = link();
            change(null);
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.release();
        }
        wakeWaiters();
    }

    private void add(QueuedFrame frame, boolean last) {
        FrameSending next;
        Refusal refusal = null;
        lock.lock();
        try {
            if (link() == null && frames.isOverfull() && !isEnding()) {
                refusal = giveUp(Refusal.FULL_WITHOUT_LINK);
            }
            if (frame.tag() == null || frame.tag().isWanted(last)) {
                add(frame);
            }
            next = refusal == null ? begin() : null;
        } finally {
            lock.unlock();
        }
        goOn(next, refusal);
    }

    private boolean add(QueuedFrame frame) {
        if (isEnding()) {
            return false;
        }
        frames.add(frame);
        return true;
    }

    private boolean isRoomy() {
        return closed || frames.hasRoom();
    }

    /** Returns the actions of waiting senders, once a sixteenth of the bound is free; none before. */
    final List<Runnable> takeWaiters() {
        return waiters.takeIf(closed || frames.hasDrained());
    }

    @Override
    final QueuedFrame nextFrame() {
        return frames.begin();
    }

    /** Returns the link to be closed, once, when all messages have been sent; null otherwise. Under the lock. */
    private Link takeClosing() {
        if (closing == null || closed || link() == null || !frames.isEmpty()) {
            return null;
        }
        closed = true;
        return link();
    }

    @Override
    final void sent(FrameSending which) {
        List<Runnable> roomy;
        Link last;
        lock.lock();
        try {
            if (!finish(which)) {
                return;
            }
            frames.end();
            pingWaits &= which.frame().kind() != FrameKind.PING;
            roomy = takeWaiters();
            which.next(begin());
            last = takeClosing();
        } finally {
            lock.unlock();
        }
        closeLink(last, closing);
        roomy.forEach(Runnable::run);
    }
}
