package dev.webshocket.internal.session;

import dev.webshocket.internal.memory.LinkedQueue;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.QueuedFrame.Share;

/**
 * The frames that wait to be sent to one client and the one being sent, with their bytes by share and their memory. Guarded by
 * the lock of the {@link SendQueue}.
 */
sealed class QueuedFrames permits NumberedFrames {

    private final int bound;
    private final MemoryShare memory;
    final LinkedQueue<QueuedFrame> waiting = new LinkedQueue<>();

    // The bytes that wait or are being sent, by share.
    private long paced;
    private long pushed;
    private long refused;

    /** The bytes of pushed messages that can not be dropped any more, since a link has got them. */
    long pushedOut;

    /** Null while no frame is being sent. */
    QueuedFrame sending;

    QueuedFrames(int bound, MemoryShare memory) {
        this.bound = bound;
        this.memory = memory;
    }

    void add(QueuedFrame frame) {
        count(frame.share(), frame.cost());
        frame.charge(memory);
        waiting.add(frame);
    }

    /** Removes and returns the next frame to send; null if there is none, or if a frame is being sent. */
    QueuedFrame begin() {
        if (sending == null) {
            sending = waiting.poll();
            pushedOut = sending != null && sending.share() == Share.PUSHED ? sending.cost() : 0;
            return sending;
        }
        return null;
    }

    /** Tells whether no frame waits or is being sent. */
    boolean isEmpty() {
        return sending == null && waiting.isEmpty();
    }

    /** Records that sending a frame has succeeded or failed. */
    void end() {
        if (sending != null) {
            forget(sending);
            sending = null;
            pushedOut = 0;
        }
    }

    /** Removes the frames of a tag that wait. */
    void withdraw(SendTag tag) {
        waiting.removeIf(frame -> frame.tag() == tag, this::forget);
    }

    /** Forgets all frames, also the one being sent: the container may never report its end. */
    void clear() {
        waiting.removeIf(frame -> true, this::forget);
        end();
    }

    final void forget(QueuedFrame frame) {
        count(frame.share(), -frame.cost());
        frame.giveBack(memory);
    }

    private long bytes(Share share) {
        return switch (share) {
            case PACED -> paced;
            case PUSHED -> pushed;
            case REFUSED -> refused;
        };
    }

    private void count(Share share, long change) {
        switch (share) {
            case PACED -> paced += change;
            case PUSHED -> pushed += change;
            case REFUSED -> refused += change;
        }
    }

    /** Tells whether a sender that can wait may send. It always may if its share of the queue is empty. */
    boolean hasRoom() {
        return paced == 0 || (paced < bound && memory.hasRoom(MemoryShare.FREE));
    }

    /** Tells whether half of the bound is free, so that waiting senders are not woken for each frame. */
    boolean hasDrained() {
        return paced <= bound / 2 && hasRoom();
    }

    /** Tells whether senders that can wait have queued so much that they cannot have waited. */
    final boolean isOverfull() {
        return paced >= 2L * bound;
    }

    /** Tells whether there is room. A frame longer than the bound must be sent too, so it fits where its share is empty. */
    final boolean fits(QueuedFrame frame) {
        long before = bytes(frame.share());
        return before == 0 || (fits(before, frame.cost(), bound) && memory.hasRoom(frame.cost()));
    }

    boolean fits(long before, int cost, int most) {
        return before + cost <= most;
    }

    /** Drops the oldest pushed messages until there is room; none if dropping all would not make room. */
    void dropPushed(QueuedFrame newcomer) {
        if (pushedOut > 0 && !fits(pushedOut, newcomer.cost(), bound)) {
            return;
        }
        waiting.removeIf(frame -> frame.share() == Share.PUSHED && !fits(newcomer), this::forget);
    }
}
