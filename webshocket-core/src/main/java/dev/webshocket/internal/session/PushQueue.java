package dev.webshocket.internal.session;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.session.QueuedFrame.Share;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Queues messages whose senders do not wait for room. A {@link SlowConsumer} policy decides what happens to one without room.
 *
 * <p>Safe for use by any thread. The lock is not held while the session is ended.
 */
abstract sealed class PushQueue extends LinkWriter permits SendQueue {

    final FrameKind kind;
    final QueuedFrames frames;
    private final SlowConsumer policy;
    private final Consumer<Refusal> cutOffs;

    /** How to close the link once all messages have been sent; null to go on. Guarded by the lock. */
    CloseStatus closing;

    /** Written under the lock. */
    volatile boolean closed;

    /** Whether the session is being ended for a message without room: no message may follow the missing one. Guarded by the lock. */
    private boolean givenUp;

    /**
     * Makes a queue without a link.
     *
     * @param kind of the frames that carry packets
     * @param policy what to do with a pushed message without room
     * @param cutOffs ends the session for a message without room
     * @param nanoClock nanoseconds since any moment but this one
     */
    PushQueue(
            FrameKind kind,
            QueuedFrames frames,
            SlowConsumer policy,
            Consumer<Refusal> cutOffs,
            LongSupplier nanoClock) {
        super(nanoClock);
        this.kind = kind;
        this.frames = frames;
        this.policy = policy;
        this.cutOffs = cutOffs;
    }

    /**
     * Queues a message whose sender does not wait. If there is no room the slow-consumer setting decides.
     *
     * @return whether it was queued
     */
    public final boolean push(byte[] message) {
        return sent(offer(QueuedFrame.own(kind, message, null, Share.PUSHED), policy, Refusal.SLOW_CONSUMER));
    }

    /**
     * Queues a message for many as {@link #push(byte[])} does, except that its topic may have a policy of its own.
     *
     * @return whether it was queued
     */
    public final boolean push(PushedMessage message) {
        return sent(enqueue(message));
    }

    /**
     * Queues a message for many as {@link #push(PushedMessage)} does, but leaves it to the caller to send it or to end the session.
     * Calls neither the link nor other code, so the caller may hold a lock.
     */
    public final Enqueued enqueue(PushedMessage message) {
        return offer(QueuedFrame.shared(kind, message), policy, Refusal.SLOW_CONSUMER);
    }

    /**
     * Sets what learns of the messages that were dropped, if their topic {@linkplain Topic#isMissed is missed}.
     *
     * @param listener called under the lock of the queue, so it only takes a note
     */
    public final void onDrop(Consumer<? super Topic> listener) {
        lock.lock();
        try {
            frames.onDrop(listener);
        } finally {
            lock.unlock();
        }
    }

    /** Returns of how many channels the newest message waits. */
    final int waitingChannels() {
        lock.lock();
        try {
            return frames.waitingChannels();
        } finally {
            lock.unlock();
        }
    }

    /** See {@link Sender#refuse}. */
    public final void refuse(byte[] message) {
        sent(offer(QueuedFrame.own(kind, message, null, Share.REFUSED), SlowConsumer.CLOSE, Refusal.UNREAD_ANSWERS));
    }

    private static boolean sent(Enqueued message) {
        message.send();
        return message.isQueued();
    }

    private Offered offer(QueuedFrame frame, SlowConsumer policy, Refusal why) {
        lock.lock();
        try {
            boolean isEnding = isEnding();
            boolean queued = !isEnding && frames.makeRoom(frame, policy, link() != null);
            Refusal refusal = isEnding || queued ? null : turnAway(frame, policy, why);
            if (queued) {
                frames.add(frame);
            }
            return new Offered(this, queued, refusal == null ? begin() : null, refusal);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A message that was offered to a queue.
     *
     * @param next to be sent; null for nothing
     * @param refusal for what the session has to be ended; null for nothing
     */
    private record Offered(PushQueue queue, boolean isQueued, FrameSending next, Refusal refusal) implements Enqueued {

        @Override
        public void send() {
            queue.goOn(next, refusal);
        }
    }

    /** Drops a frame without room, or gives the session up if its policy says so. Under the lock; null for the former. */
    private Refusal turnAway(QueuedFrame frame, SlowConsumer policy, Refusal why) {
        if (link() == null) {
            return giveUp(Refusal.FULL_WITHOUT_LINK);
        }
        if (frame.policy(policy) == SlowConsumer.CLOSE) {
            return giveUp(why);
        }
        frames.dropped(frame);
        return null;
    }

    /** Takes no more messages. Under the lock; the caller {@linkplain #goOn ends} the session for what is returned. */
    final Refusal giveUp(Refusal why) {
        givenUp = true;
        return why;
    }

    /** Sends a message, or ends the session. Without the lock. */
    final void goOn(FrameSending next, Refusal refusal) {
        if (refusal != null) {
            cutOffs.accept(refusal);
        } else {
            write(next);
        }
    }

    /** Tells whether the queue takes no further messages. */
    final boolean isEnding() {
        return closed || closing != null || givenUp;
    }
}
