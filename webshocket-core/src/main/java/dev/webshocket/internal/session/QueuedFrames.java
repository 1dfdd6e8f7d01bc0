package dev.webshocket.internal.session;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.memory.LinkedQueue;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.QueuedFrame.Share;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The frames that wait to be sent to one client and the one being sent, with their bytes by share and their memory. Guarded by
 * the lock of the {@link SendQueue}.
 */
sealed class QueuedFrames permits NumberedFrames {

    final int bound;
    private final MemoryShare memory;
    final LinkedQueue<QueuedFrame> waiting = new LinkedQueue<>();

    /** The waiting messages of channels of which only the newest waits, by channel; made with the first. */
    private Map<String, QueuedFrame> newest = Map.of();

    private Consumer<? super Topic> drops = topic -> {};

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

    /** Sets what learns of dropped messages. */
    final void onDrop(Consumer<? super Topic> listener) {
        drops = listener;
    }

    final void add(QueuedFrame frame) {
        hold(frame);
        waiting.add(frame);
        if (isConflated(frame)) {
            newest = newest.isEmpty() ? new HashMap<>() : newest;
            newest.put(frame.topic().channel(), frame);
        }
    }

    /** Removes and returns the frame that has waited longest; null for none. */
    final QueuedFrame poll() {
        QueuedFrame frame = waiting.poll();
        if (frame != null) {
            left(frame);
        }
        return frame;
    }

    private void left(QueuedFrame frame) {
        if (isConflated(frame)) {
            newest.remove(frame.topic().channel());
        }
    }

    /** Returns of how many channels the newest message waits. */
    final int waitingChannels() {
        return newest.size();
    }

    private static boolean isConflated(QueuedFrame frame) {
        Topic topic = frame.topic();
        return topic != null && topic.conflates();
    }

    /** Removes and returns the next frame to send; null if there is none, or if a frame is being sent. */
    QueuedFrame begin() {
        if (sending == null) {
            sending = poll();
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

    /** No frame is added any more, and the link is closed after those that wait. */
    void close() {}

    /** Removes the frames of a tag that wait. */
    void withdraw(SendTag tag) {
        waiting.removeIf(frame -> frame.tag() == tag, this::forget);
    }

    /** Forgets all frames, also the one being sent: the container may never report its end. */
    void clear() {
        waiting.removeIf(frame -> true, this::forget);
        newest = Map.of();
        end();
    }

    /** A message for the client is lost. */
    final void dropped(QueuedFrame frame) {
        if (frame.topic() != null && frame.topic().isMissed()) {
            drops.accept(frame.topic());
        }
    }

    /** Counts the bytes of a frame. */
    final void hold(QueuedFrame frame) {
        count(frame.share(), frame.cost());
        frame.charge(memory);
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

    /**
     * Tells whether a sixteenth of the bound is free, so that waiting senders are not woken for each frame. Not much more: a client that
     * is being read slowly would otherwise seem to stand still.
     */
    boolean hasDrained() {
        return paced <= bound - bound / 16 && hasRoom();
    }

    /** Returns the bytes of senders that can wait. */
    final long pacedBytes() {
        return paced;
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

    /**
     * Makes room for a message, as far as its policy allows.
     *
     * @param setting the policy of messages that have none
     * @return whether there is room
     */
    final boolean makeRoom(QueuedFrame newcomer, SlowConsumer setting, boolean isLinked) {
        if (isConflated(newcomer)) {
            QueuedFrame older =
                    newest.isEmpty() ? null : newest.remove(newcomer.topic().channel());
            if (older != null) {
                waiting.remove(older);
                forget(older);
            }
        }
        if (isLinked && newcomer.policy(setting) == SlowConsumer.DROP_OLDEST) {
            dropPushed(newcomer);
        }
        return fits(newcomer);
    }

    /** Drops the oldest pushed messages until there is room; none if dropping all would not make room. */
    private void dropPushed(QueuedFrame newcomer) {
        if (pushedOut > 0 && !fits(pushedOut, newcomer.cost(), bound)) {
            return;
        }
        waiting.removeIf(frame -> frame.share() == Share.PUSHED && !fits(newcomer), frame -> {
            left(frame);
            forget(frame);
            dropped(frame);
        });
    }
}
