package dev.webshocket.internal.session;

import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.QueuedFrame.Share;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The frames that wait to be sent to one client and the one that is being sent, with what they cost: for each share, and of
 * the memory that the connection holds. Guarded by the lock of the {@link SendQueue}.
 */
final class QueuedFrames {

    private final int bound;
    private final MemoryShare memory;
    private final Deque<QueuedFrame> waiting = new ArrayDeque<>();
    /** What waits or is being sent, by share. */
    private final long[] bytes = new long[Share.values().length];

    /** Null while none is. */
    private QueuedFrame sending;

    QueuedFrames(int bound, MemoryShare memory) {
        this.bound = bound;
        this.memory = memory;
    }

    void add(QueuedFrame frame) {
        bytes[frame.share().ordinal()] += frame.cost();
        frame.charge(memory);
        waiting.add(frame);
    }

    /** Takes the frame that is to be sent next; null where there is none, or one is being sent. */
    QueuedFrame begin() {
        if (sending == null) {
            sending = waiting.poll();
            return sending;
        }
        return null;
    }

    /** Tells whether nothing waits and nothing is being sent. */
    boolean isEmpty() {
        return sending == null && waiting.isEmpty();
    }

    /** The frame that was being sent has been, or cannot be. */
    void end() {
        if (sending != null) {
            forget(sending);
            sending = null;
        }
    }

    /** Takes out what has a tag and is not being sent. */
    void withdraw(SendTag tag) {
        waiting.removeIf(frame -> {
            boolean gone = frame.tag() == tag;
            if (gone) {
                forget(frame);
            }
            return gone;
        });
    }

    /** Forgets all frames, the one that is being sent too: the container may never say what has become of it. */
    void clear() {
        waiting.forEach(this::forget);
        waiting.clear();
        end();
    }

    private void forget(QueuedFrame frame) {
        bytes[frame.share().ordinal()] -= frame.cost();
        frame.giveBack(memory);
    }

    /** Tells whether a sender that can wait may send. Where it would wait for nothing of this queue it always may. */
    boolean hasRoom() {
        long paced = bytes[Share.PACED.ordinal()];
        return paced == 0 || (paced < bound && memory.hasRoom(MemoryShare.FREE));
    }

    /** Tells whether senders that wait are to be woken, which is not for one frame's room. */
    boolean hasDrained() {
        return bytes[Share.PACED.ordinal()] <= bound / 2 && hasRoom();
    }

    boolean fits(QueuedFrame frame) {
        return fits(frame, bytes[frame.share().ordinal()]);
    }

    /** One that is longer than the bound must be sent too, so it fits where nothing else of its share is there. */
    private boolean fits(QueuedFrame frame, long before) {
        return before == 0 || (before + frame.cost() <= bound && memory.hasRoom(frame.cost()));
    }

    /** Drops as many pushed messages as make room, the oldest first; none where even all of them would not. */
    void dropPushed(QueuedFrame newcomer) {
        long beingSent = sending != null && sending.share() == Share.PUSHED ? sending.cost() : 0;
        if (beingSent > 0 && beingSent + newcomer.cost() > bound) {
            return;
        }
        for (Iterator<QueuedFrame> oldest = waiting.iterator(); !fits(newcomer) && oldest.hasNext(); ) {
            QueuedFrame frame = oldest.next();
            if (frame.share() == Share.PUSHED) {
                oldest.remove();
                forget(frame);
            }
        }
    }
}
