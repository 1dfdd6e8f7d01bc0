package dev.webshocket.internal.session;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.memory.LinkedQueue;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.QueuedFrame.Share;

/**
 * The frames of a session of version 2. A frame gets its number when a link gets it for the first time, and is kept until the
 * other side has confirmed that number. It holds its bytes and its memory until then. Guarded by the lock of the {@link SendQueue}.
 *
 * <p>A numbered frame can not be dropped any more. So a frame whose policy drops older ones gets its number only while the pushed
 * frames with numbers take no more than half of the bound: a client that does not read confirms nothing, and the newest messages find
 * room.
 */
final class NumberedFrames extends QueuedFrames {

    private final SlowConsumer policy;
    private final ControlFrames control;
    private final GapFrames gaps;

    /** Whether the link is closed after the frames that wait, so that they are all sent. */
    private boolean closing;

    /** What a link has got and the other side has not confirmed, in the order of the numbers. */
    private final LinkedQueue<QueuedFrame> kept = new LinkedQueue<>();

    /** The next kept frame that the current link has to send again; null for none. */
    private QueuedFrame again;

    /** The number of the last frame that the other side has confirmed. */
    private long confirmed;

    /** The number of the last frame that the current link has got. */
    private long handed;

    /** The number of the last frame that any link has got. */
    private long sent;

    /**
     * Makes frames without an entry.
     *
     * @param policy of pushed messages that have none
     */
    NumberedFrames(int bound, MemoryShare memory, SlowConsumer policy, ControlFrames control, GapFrames gaps) {
        super(bound, memory);
        this.policy = policy;
        this.control = control;
        this.gaps = gaps;
    }

    @Override
    QueuedFrame begin() {
        if (sending == null) {
            sending = control.next(isRead());
            if (sending == null) {
                sending = numbered();
            }
            return sending;
        }
        return null;
    }

    /** Tells whether a link has got all messages. */
    private boolean isRead() {
        return waiting.isEmpty() && again == null && !gaps.isDue();
    }

    private QueuedFrame numbered() {
        QueuedFrame frame = again;
        if (frame != null) {
            again = LinkedQueue.next(frame);
        } else {
            frame = gaps.isDue() ? gap() : unheld();
            if (frame == null) {
                return null;
            }
            frame.forgetTag();
            kept.add(frame);
            sent++;
            pushedOut += pushed(frame);
        }
        handed++;
        return frame;
    }

    private QueuedFrame unheld() {
        QueuedFrame next = waiting.peek();
        return next == null || isHeld(next) ? null : poll();
    }

    /** Tells whether a frame waits for confirmations, since it can be dropped only while it has no number. */
    private boolean isHeld(QueuedFrame next) {
        return !closing && pushedOut > 0 && next.yields(policy) && pushedOut + next.cost() > bound / 2;
    }

    /** Holds no frame back any more, because the link is closed after them. */
    @Override
    void close() {
        closing = true;
    }

    private QueuedFrame gap() {
        QueuedFrame frame = gaps.next(sent + 1);
        hold(frame);
        return frame;
    }

    private static int pushed(QueuedFrame frame) {
        return frame.share() == Share.PUSHED ? frame.cost() : 0;
    }

    @Override
    boolean isEmpty() {
        return super.isEmpty() && again == null && !gaps.isDue();
    }

    /** The frame stays until it is confirmed. */
    @Override
    void end() {
        sending = null;
    }

    @Override
    void clear() {
        super.clear();
        again = null;
        gaps.clear();
        kept.removeIf(frame -> true, this::forget);
        // A confirmation may still be on its way.
        confirmed = sent;
        pushedOut = 0;
    }

    /** A buffer below its bound takes a packet of any size. */
    @Override
    boolean fits(long before, int cost, int most) {
        return before < most;
    }

    /** Forgets the frames up to a number. Returns false, and changes nothing, if the current link has not got so many. */
    boolean confirm(long received) {
        if (received > handed) {
            return false;
        }
        while (confirmed < received) {
            QueuedFrame frame = kept.poll();
            pushedOut -= pushed(frame);
            forget(frame);
            confirmed++;
        }
        gaps.confirm(received);
        return true;
    }

    /**
     * Prepares for another link: what is beyond a number is to be sent again.
     *
     * @return false, and nothing has changed, if so many were not sent, or more have been confirmed
     */
    boolean restart(long received) {
        if (received < confirmed || received > sent) {
            return false;
        }
        handed = received;
        confirm(received);
        again = kept.peek();
        sending = null;
        control.forget();
        return true;
    }

    /** Forgets what the lost link was sending. */
    void stop() {
        sending = null;
        control.forget();
    }
}
