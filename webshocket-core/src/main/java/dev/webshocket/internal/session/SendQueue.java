package dev.webshocket.internal.session;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.concurrent.InterruptionShield;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.SendProgress;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.memory.SharedBytes;
import dev.webshocket.internal.session.QueuedFrame.Share;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The messages to be sent over one session: one is being sent, the others are queued within bounds of bytes.
 *
 * <p>Safe for use by any thread. One lock guards the state. It is not held while the link sends or closes, nor while the actions of
 * waiting senders run. The thread that queues a message while none is being sent writes, until the queue is empty or the link does
 * not finish a message at once.
 */
public final class SendQueue implements Sender {

    private final Link link;
    private final FrameKind kind;
    private final SlowConsumer policy;
    private final Consumer<Refusal> cutOffs;
    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();
    private final QueuedFrames frames;
    private final RoomWaiters waiters = new RoomWaiters();
    private CloseStatus closing;

    /** Whether the session is being closed for a pushed message without room: no message may follow the missing one. */
    private boolean givenUp;

    /** Written under the lock. */
    private volatile boolean closed;

    /** Written under the lock. */
    private volatile boolean pingWaits;

    /** When the message that is being sent was handed to the link, in nanoseconds; zero while none has been. */
    private volatile long sendingSince;

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
        this.link = link;
        this.kind = kind;
        this.frames = new QueuedFrames(bound, memory);
        this.policy = policy;
        this.cutOffs = cutOffs;
        this.nanoClock = nanoClock;
    }

    /**
     * Queues a message whose sender does not wait. If there is no room the slow-consumer setting decides.
     *
     * @return whether it was queued
     */
    public boolean push(byte[] message) {
        return offer(QueuedFrame.own(kind, message, null, Share.PUSHED), policy, Refusal.SLOW_CONSUMER);
    }

    /**
     * Queues a message for many as {@link #push(byte[])} does.
     *
     * @return whether it was queued
     */
    public boolean push(SharedBytes message) {
        return offer(QueuedFrame.shared(kind, message), policy, Refusal.SLOW_CONSUMER);
    }

    @Override
    public void refuse(byte[] message) {
        offer(QueuedFrame.own(kind, message, null, Share.REFUSED), SlowConsumer.CLOSE, Refusal.UNREAD_ANSWERS);
    }

    private boolean offer(QueuedFrame frame, SlowConsumer policy, Refusal why) {
        boolean queued;
        boolean cutOff;
        QueuedFrame next;
        lock.lock();
        try {
            if (isEnding()) {
                return false;
            }
            if (policy == SlowConsumer.DROP_OLDEST) {
                frames.dropPushed(frame);
            }
            queued = frames.fits(frame) && enqueue(frame);
            cutOff = !queued && policy == SlowConsumer.CLOSE;
            givenUp = cutOff;
            next = cutOff ? null : begin();
        } finally {
            lock.unlock();
        }
        if (cutOff) {
            cutOffs.accept(why);
        } else {
            write(next);
        }
        return queued;
    }

    /** Queues a message from a thread that may wait for room. */
    public void sendWaiting(byte[] message) {
        Semaphore room = new Semaphore(0);
        try {
            while (whenRoom(room::release)) {
                room.acquire();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            push(message);
            return;
        }
        send(message);
    }

    @Override
    public void send(byte[] message) {
        add(QueuedFrame.own(kind, message, null, Share.PACED), true);
    }

    @Override
    public void send(byte[] message, SendTag tag, boolean last) {
        add(QueuedFrame.own(kind, message, tag, Share.PACED), last);
    }

    /** Queues a ping behind the other messages, so that a client that does not read gets no flood of pings. */
    public void ping() {
        QueuedFrame next;
        lock.lock();
        try {
            pingWaits = enqueue(QueuedFrame.own(FrameKind.PING, new byte[0], null, Share.PACED));
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
        List<Runnable> roomy;
        lock.lock();
        try {
            frames.withdraw(tag);
            roomy = takeWaiters();
        } finally {
            lock.unlock();
        }
        roomy.forEach(Runnable::run);
    }

    /** Closes the link after all queued messages have been sent; later messages are dropped. */
    public void close(CloseStatus status) {
        CloseStatus last;
        lock.lock();
        try {
            if (closing != null) {
                return;
            }
            closing = status;
            last = takeClosing();
        } finally {
            lock.unlock();
        }
        closeLink(last);
    }

    /** Drops all messages and releases the waiting senders, after the end of the session. */
    public void end() {
        List<Runnable> waiting;
        lock.lock();
        try {
            closed = true;
            frames.clear();
            waiting = takeWaiters();
        } finally {
            lock.unlock();
        }
        link.release();
        waiting.forEach(Runnable::run);
    }

    /** Tells whether a message has been with the link for longer than this many nanoseconds. */
    boolean isStuck(long nanos) {
        long since = sendingSince;
        return since != 0 && nanoClock.getAsLong() - since > nanos;
    }

    private void add(QueuedFrame frame, boolean last) {
        QueuedFrame next;
        lock.lock();
        try {
            if (frame.tag() == null || frame.tag().isWanted(last)) {
                enqueue(frame);
            }
            next = begin();
        } finally {
            lock.unlock();
        }
        write(next);
    }

    /** Tells whether the queue takes no further messages. */
    private boolean isEnding() {
        return closed || closing != null || givenUp;
    }

    private boolean enqueue(QueuedFrame frame) {
        if (isEnding()) {
            return false;
        }
        frames.add(frame);
        return true;
    }

    private boolean isRoomy() {
        return closed || frames.hasRoom();
    }

    /** Returns the actions of waiting senders, once half of the bound is free; none before. */
    private List<Runnable> takeWaiters() {
        return waiters.takeIf(closed || frames.hasDrained());
    }

    /** Takes the next message, and with it the right to send; null if there is none or another thread sends. Under the lock. */
    private QueuedFrame begin() {
        QueuedFrame frame = frames.begin();
        if (frame != null) {
            sendingSince = nanoClock.getAsLong();
        }
        return frame;
    }

    /** Returns the status to close the link with, once, when all messages have been sent; null otherwise. Under the lock. */
    private CloseStatus takeClosing() {
        if (closing == null || closed || !frames.isEmpty()) {
            return null;
        }
        closed = true;
        return closing;
    }

    private void closeLink(CloseStatus status) {
        if (status != null) {
            try (InterruptionShield shield = InterruptionShield.raise()) {
                link.close(status);
            }
        }
    }

    /** Sends a message and those after it, until the link does not finish one at once. */
    private void write(QueuedFrame first) {
        if (first == null) {
            return;
        }
        try (InterruptionShield shield = InterruptionShield.raise()) {
            for (Sending sending = new Sending(first); sending != null; sending = sending.next()) {
                sending.write();
            }
        }
    }

    /** One message that the link sends. The link may report its end before or after it returns, on any thread. */
    private final class Sending extends AtomicInteger implements SendProgress {

        /** The thread that began it has left: the thread that reports its end writes the next message. */
        private static final int LEFT = 1;
        /** The link has reported its end. */
        private static final int TOLD = 2;
        /** The next message has been taken. */
        private static final int ENDED = 4;

        private final transient QueuedFrame frame;
        private transient QueuedFrame next;

        Sending(QueuedFrame frame) {
            this.frame = frame;
        }

        void write() {
            try {
                link.send(frame, this);
            } catch (RuntimeException | Error e) {
                ended(e);
            }
        }

        /** Returns the next message for the current thread; null if there is none, or if the thread that reports the end goes on. */
        Sending next() {
            int before = getAndUpdate(state -> (state & ENDED) == 0 ? state | LEFT : state);
            return (before & ENDED) == 0 || next == null ? null : new Sending(next);
        }

        @Override
        public void waits() {
            sendingSince = 0;
        }

        @Override
        public void begins() {
            sendingSince = nanoClock.getAsLong();
        }

        @Override
        public void ended(Throwable failure) {
            if ((getAndUpdate(state -> state | TOLD) & TOLD) != 0) {
                return;
            }
            if (failure != null) {
                link.abort(new CloseStatus(CloseStatus.ABNORMAL, "cannot be sent to"));
            }
            List<Runnable> roomy;
            CloseStatus last;
            lock.lock();
            try {
                frames.end();
                sendingSince = 0;
                pingWaits &= frame.kind() != FrameKind.PING;
                roomy = takeWaiters();
                next = begin();
                last = takeClosing();
            } finally {
                lock.unlock();
            }
            try {
                closeLink(last);
                roomy.forEach(Runnable::run);
            } finally {
                // Last, since from here on the thread that began this message may go on with the next.
                if ((getAndUpdate(state -> state | ENDED) & LEFT) != 0) {
                    SendQueue.this.write(next);
                }
            }
        }
    }
}
