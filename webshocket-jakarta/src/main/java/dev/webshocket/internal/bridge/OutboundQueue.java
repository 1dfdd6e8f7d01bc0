package dev.webshocket.internal.bridge;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.bridge.QueuedFrame.Share;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.memory.SharedBytes;
import dev.webshocket.internal.rpc.Call;
import dev.webshocket.internal.rpc.Outbound;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be sent to one client: one message is being sent, the rest is queued within bounds of bytes.
 *
 * <p>Safe for use by any thread. One lock guards the state; it is not held while the container sends or closes, nor
 * while what waited for room runs. Whoever finds the writer idle writes, until the queue is empty or the container does
 * not send at once.
 */
final class OutboundQueue implements Outbound {

    private final FrameWriter writer;
    private final FrameKind kind;
    private final SlowConsumer policy;

    private final Runnable writing = this::writeQueued;

    private final ReentrantLock lock = new ReentrantLock();
    private final QueuedFrames frames;
    private List<Runnable> waitingForRoom = new ArrayList<>(2);

    private CloseReason closing;
    /** Whether a push has found no room and the client is being cut off, so that it gets nothing after the gap. */
    private boolean givenUp;

    /** Written under the lock. */
    private volatile boolean closed;
    /** Written under the lock. */
    private volatile boolean pingWaits;

    /** When the message that is being sent was handed to the container, in nanoseconds; zero while none has been. */
    private volatile long sendingSince;

    /**
     * Makes an empty queue.
     *
     * @param writer sends to the client
     * @param kind of the frames that carry packets
     * @param bound how many bytes may be queued, of each share
     * @param memory what the connection may hold
     * @param policy what becomes of a pushed message that finds no room
     */
    OutboundQueue(FrameWriter writer, FrameKind kind, int bound, MemoryShare memory, SlowConsumer policy) {
        this.writer = writer;
        this.kind = kind;
        this.frames = new QueuedFrames(bound, memory);
        this.policy = policy;
    }

    /**
     * Queues a message that nobody waits for; where it finds no room the slow-consumer setting decides.
     *
     * @return whether it was queued
     */
    boolean push(byte[] message) {
        return offer(QueuedFrame.own(kind, message, null, Share.PUSHED), policy, Refusal.SLOW_CONSUMER);
    }

    /**
     * Queues a message for many as {@link #push(byte[])} does.
     *
     * @return whether it was queued
     */
    boolean push(SharedBytes message) {
        return offer(QueuedFrame.shared(kind, message), policy, Refusal.SLOW_CONSUMER);
    }

    @Override
    public void refuse(byte[] message) {
        offer(QueuedFrame.own(kind, message, null, Share.REFUSED), SlowConsumer.CLOSE, Refusal.UNREAD_ANSWERS);
    }

    private boolean offer(QueuedFrame frame, SlowConsumer policy, Refusal why) {
        boolean queued;
        boolean cutOff;
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
        } finally {
            lock.unlock();
        }
        if (cutOff) {
            writer.close(why.reason());
        } else {
            write();
        }
        return queued;
    }

    /** Queues a message from a thread that may wait for room. */
    void send(byte[] message) {
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
        queue(message);
    }

    @Override
    public void answer(byte[] message, Call call) {
        lock.lock();
        try {
            if (!call.isCancelled()) {
                enqueue(QueuedFrame.own(kind, message, call, Share.PACED));
            }
        } finally {
            lock.unlock();
        }
        write();
    }

    @Override
    public void item(byte[] message, Call call) {
        lock.lock();
        try {
            if (!call.isOver()) {
                enqueue(QueuedFrame.own(kind, message, call, Share.PACED));
            }
        } finally {
            lock.unlock();
        }
        write();
    }

    /** Queues a message whether it finds room or not; for senders that have asked for room before. */
    void queue(byte[] message) {
        add(QueuedFrame.own(kind, message, null, Share.PACED));
    }

    /** Queues a ping; it takes its turn, so that a client that does not read is not flooded with pings. */
    void ping() {
        lock.lock();
        try {
            pingWaits = enqueue(QueuedFrame.own(FrameKind.PING, new byte[0], null, Share.PACED));
        } finally {
            lock.unlock();
        }
        write();
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
            waitingForRoom.add(action);
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void discard(Call call) {
        List<Runnable> roomy;
        lock.lock();
        try {
            frames.discard(call);
            roomy = takeWaiting();
        } finally {
            lock.unlock();
        }
        roomy.forEach(Runnable::run);
    }

    /** Closes the connection when all that is queued has been sent; what comes later is dropped. */
    void close(CloseReason reason) {
        lock.lock();
        try {
            if (closing != null) {
                return;
            }
            closing = reason;
        } finally {
            lock.unlock();
        }
        write();
    }

    /** Forgets all that is queued and lets go whoever waits for room, since nothing can be sent any more. */
    void shut() {
        List<Runnable> waiting;
        lock.lock();
        try {
            closed = true;
            frames.clear();
            waiting = takeWaiting();
        } finally {
            lock.unlock();
        }
        writer.shut();
        waiting.forEach(Runnable::run);
    }

    /** Tells whether a message has been with the container for longer than this many nanoseconds. */
    boolean isStuck(long nanos) {
        long since = sendingSince;
        return since != 0 && System.nanoTime() - since > nanos;
    }

    private void add(QueuedFrame frame) {
        lock.lock();
        try {
            enqueue(frame);
        } finally {
            lock.unlock();
        }
        write();
    }

    /** Tells whether nothing is taken any more. */
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

    /** Returns who is to be told of room: nobody before half of the bound is free, so that they are not woken for one. */
    private List<Runnable> takeWaiting() {
        if (waitingForRoom.isEmpty() || (!closed && !frames.hasDrained())) {
            return List.of();
        }
        List<Runnable> waiting = waitingForRoom;
        waitingForRoom = new ArrayList<>(2);
        return waiting;
    }

    private void write() {
        Call.shield(writing);
    }

    /** Sends what is queued, unless another thread is at it. */
    private void writeQueued() {
        for (QueuedFrame frame = take(); frame != null; frame = take()) {
            Sending sending = new Sending(frame);
            try {
                writer.write(frame.kind(), frame.message(), sending);
            } catch (RuntimeException | Error e) {
                sending.accept(e);
            }
            if (sending.goesOn()) {
                return;
            }
        }
    }

    /** Takes the next message, and with it the right to send; returns null where there is none or another has it. */
    private QueuedFrame take() {
        CloseReason last = null;
        lock.lock();
        try {
            QueuedFrame frame = frames.begin();
            if (frame != null) {
                sendingSince = System.nanoTime();
                return frame;
            }
            if (closing != null && !closed && !frames.isSending()) {
                closed = true;
                last = closing;
            }
        } finally {
            lock.unlock();
        }
        if (last != null) {
            writer.close(last);
        }
        return null;
    }

    private void sent(QueuedFrame frame) {
        List<Runnable> roomy;
        lock.lock();
        try {
            frames.end();
            sendingSince = 0;
            pingWaits &= frame.kind() != FrameKind.PING;
            roomy = takeWaiting();
        } finally {
            lock.unlock();
        }
        roomy.forEach(Runnable::run);
    }

    /** One message with the container, which may be done with it before or after it returns, on any thread. */
    private final class Sending implements FrameWriter.Progress {

        private static final int BEGUN = 0;
        private static final int LEFT = 1;
        private static final int ENDED = 2;

        private final QueuedFrame frame;
        private final AtomicInteger state = new AtomicInteger(BEGUN);

        Sending(QueuedFrame frame) {
            this.frame = frame;
        }

        @Override
        public void waits() {
            sendingSince = 0;
        }

        @Override
        public void begins() {
            sendingSince = System.nanoTime();
        }

        @Override
        public void accept(Throwable failure) {
            int before = state.getAndSet(ENDED);
            if (before == ENDED) {
                return;
            }
            if (failure != null) {
                writer.close(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, "cannot be sent to"));
            }
            sent(frame);
            if (before == LEFT) {
                write();
            }
        }

        /** Tells whether the container is still at it, so that whoever it calls when it is done must write on. */
        boolean goesOn() {
            return state.compareAndSet(BEGUN, LEFT);
        }
    }
}
