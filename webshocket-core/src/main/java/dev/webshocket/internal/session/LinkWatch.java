package dev.webshocket.internal.session;

import dev.webshocket.internal.link.CloseStatus;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Watches the current link of a session of version 2: sends the confirmations and beats that are due, and decides when the link
 * counts as lost. For the timer's thread, except {@link #heard} and {@link #owesBeat}, which are for the link's.
 */
final class LinkWatch {

    /** The code for time limits in the registry of close codes; it keeps the session. */
    private static final int TIMEOUT = 3008;

    private static final CloseStatus SILENT = new CloseStatus(TIMEOUT, "no sign of life");
    private static final CloseStatus STUCK = new CloseStatus(TIMEOUT, "a message could not be sent in time");
    private static final CloseStatus LATE = new CloseStatus(TIMEOUT, "a message was not whole in time");

    /** Longer than the time between two checks, unless the whole machine pauses, which must not count against the other side. */
    private static final long LONGEST_STEP = Duration.ofSeconds(2).toNanos();

    private final ResumableQueue queue;
    private final Executor upkeep;
    private final LongSupplier nanoClock;
    private final long beat;
    private final long sendTimeout;
    private final long messageTimeout;

    private volatile boolean heard;
    /** When the last message had been sent at the last check. */
    private volatile long sentAtCheck;

    private SessionLink watched;
    private long silent;
    private long checked;
    /** When positions were last told, or there was nothing to be told. */
    private long told;

    /** Makes the watch of a session without a link. */
    LinkWatch(SessionBounds bounds, Duration beat, ResumableQueue queue, Executor upkeep, LongSupplier nanoClock) {
        this.queue = queue;
        this.upkeep = upkeep;
        this.nanoClock = nanoClock;
        this.beat = beat.toNanos();
        this.sendTimeout = shorter(bounds.sendTimeout().toNanos(), 2 * this.beat);
        this.messageTimeout = shorter(bounds.messageTimeout().toNanos(), 2 * this.beat);
        this.checked = nanoClock.getAsLong();
        this.told = checked;
    }

    /** Returns the shorter of two limits of time; zero stands for none. */
    private static long shorter(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }

    /** Records a sign of life. */
    void heard() {
        // Read first: a write for each message would move the cache line between processors.
        if (!heard) {
            heard = true;
        }
    }

    /** Tells whether nothing has been sent for half a beat, so that what has been received is answered with one at once. */
    boolean owesBeat() {
        long last = queue.lastSent();
        // What has been sent since the last check need not be looked at by the clock.
        return beat != 0 && last == sentAtCheck && nanoClock.getAsLong() - last >= beat / 2;
    }

    /**
     * Checks the bounds of time, and sends what is due.
     *
     * @param link the current link
     * @param reads whether messages of the link are being read; if not, there can be no sign of life
     * @param received how many numbered packets have been received
     * @param now nanoseconds
     * @return why the link counts as lost; null if it does not
     */
    CloseStatus check(SessionLink link, boolean reads, long received, long now) {
        count(link, reads, now);
        if (sendTimeout != 0 && queue.isStuck(sendTimeout)) {
            return STUCK;
        }
        if (messageTimeout != 0 && link.link().isMessageOverdue(now, messageTimeout)) {
            return LATE;
        }
        if (beat != 0 && silent >= beat / 2 * 5) {
            return SILENT;
        }
        long last = queue.lastSent();
        sentAtCheck = last;
        if (received != queue.acknowledged()) {
            upkeep.execute(queue::acknowledge);
        } else if (beat != 0 && now - last >= beat) {
            told = now;
            upkeep.execute(queue::beat);
        } else if (beat != 0 && now - told >= beat) {
            // A link that is never silent has no beats, but its client must not be left with old positions.
            told = now;
            upkeep.execute(queue::tellPositions);
        }
        return null;
    }

    private void count(SessionLink link, boolean reads, long now) {
        long step = Math.min(now - checked, LONGEST_STEP);
        checked = now;
        if (heard || !reads || link != watched) {
            watched = link;
            heard = false;
            silent = 0;
        } else {
            silent += step;
        }
    }
}
