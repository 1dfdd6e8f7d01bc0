package dev.webshocket.internal.session;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.Link;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The messages to be sent over one session of version 2, whose links come and go. Without a link they wait. A message that
 * finds no room then ends the session, whatever the setting for slow consumers. Safe for use by any thread.
 */
final class ResumableQueue extends SendQueue {

    private static final AtomicLongFieldUpdater<ResumableQueue> LAST_SENT =
            AtomicLongFieldUpdater.newUpdater(ResumableQueue.class, "lastSent");

    private final NumberedFrames numbered;
    private final ControlFrames control;
    private final GapFrames gaps;
    private final ChannelReports reports;

    /** When the last message was handed to a link, in nanoseconds. */
    private volatile long lastSent;

    /** Makes an empty queue without a link. */
    ResumableQueue(
            FrameKind kind,
            NumberedFrames frames,
            ControlFrames control,
            GapFrames gaps,
            ChannelReports reports,
            SlowConsumer policy,
            Consumer<Refusal> cutOffs,
            LongSupplier nanoClock) {
        super(kind, frames, policy, cutOffs, nanoClock);
        this.numbered = frames;
        this.control = control;
        this.gaps = gaps;
        this.reports = reports;
    }

    /**
     * Stops sending over the current link, and prepares for the next one. The caller wakes waiting senders afterwards.
     *
     * @param received how many packets of this side the other side has received
     * @return false, and nothing has changed, if so many were not sent, or more have been confirmed
     */
    boolean restart(long received) {
        lock.lock();
        try {
            if (!numbered.restart(received)) {
                return false;
            }
            change(null);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends over a link from now on.
     *
     * @param first goes before all other messages
     * @param confirmed the number of received packets that it confirms
     * @return the first message, which the caller {@linkplain #write writes}
     */
    FrameSending connect(Link next, SessionMessage first, long confirmed) {
        lock.lock();
        try {
            change(next);
            control.first(first, confirmed);
            return begin();
        } finally {
            lock.unlock();
        }
    }

    /** Sends nothing more over a link, if it is the current one. */
    void disconnect(Link lost) {
        lock.lock();
        try {
            if (link() == lost) {
                change(null);
                numbered.stop();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the messages up to a number. Returns false, and changes nothing, if the current link has not got so many. */
    boolean confirm(long received) {
        List<Runnable> roomy;
        FrameSending next;
        lock.lock();
        try {
            if (!numbered.confirm(received)) {
                return false;
            }
            roomy = takeWaiters();
            next = begin();
        } finally {
            lock.unlock();
        }
        write(next);
        roomy.forEach(Runnable::run);
        return true;
    }

    /** Confirms all packets that have been received. */
    void acknowledge() {
        sendDue(ControlFrames::ack);
    }

    /** Sends a sign of life. */
    void beat() {
        List<String> moved = reports.moved();
        sendDue(due -> due.beat(moved));
    }

    /** Sends a beat if there are positions to be told, whatever else has been sent. */
    void tellPositions() {
        List<String> moved = reports.moved();
        if (!moved.isEmpty()) {
            sendDue(due -> due.beat(moved));
        }
    }

    @Override
    public void gap(Collection<String> subscriptions) {
        FrameSending next;
        lock.lock();
        try {
            gaps.add(subscriptions);
            next = begin();
        } finally {
            lock.unlock();
        }
        write(next);
    }

    private void sendDue(Consumer<ControlFrames> due) {
        FrameSending sending = null;
        lock.lock();
        try {
            if (link() != null) {
                due.accept(control);
                sending = begin();
            }
        } finally {
            lock.unlock();
        }
        write(sending);
    }

    @Override
    FrameSending begin() {
        FrameSending next = super.begin();
        if (next != null) {
            LAST_SENT.lazySet(this, sendingSince());
        }
        return next;
    }

    /** Returns when the last message was handed to a link, in nanoseconds. */
    long lastSent() {
        return lastSent;
    }

    /** Returns the number of received packets that has been confirmed. */
    long acknowledged() {
        return control.acknowledged();
    }
}
