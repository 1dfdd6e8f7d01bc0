package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.concurrent.Rethrow;
import dev.webshocket.internal.link.CloseStatus;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * The links of a session of version 2, one after another: which one is current, whose messages are handled, and what the listener
 * is told of them. Section "Session" of the wire protocol.
 *
 * <p>Safe for use by any thread. A lock guards which link is current. What follows from a change is done in steps, without the
 * lock, by one thread at a time; a thread that finds another one at it leaves the rest to that one. So no thread waits.
 */
final class LinkSuccession {

    static final CloseStatus REPLACED =
            new CloseStatus(CloseStatus.REPLACED, "another socket has taken the session over");

    /** A link that has been taken. It is connected when no message of another one is being handled. */
    private record Takeover(SessionLink link, LongFunction<SessionMessage> first) {}

    private final PeerSession session;
    private final ResumableQueue queue;
    private final Reception reception;
    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger steps = new AtomicInteger();

    /** The newest link that has not ended; null for none. Written under the lock. */
    private volatile SessionLink current;

    /** The link that is connected, as far as the listener knows; null for none. Written under the lock. */
    private volatile SessionLink linked;

    /** Whether something waits until no message is being handled. Written under the lock. */
    private volatile boolean waits;

    // Guarded by the lock.
    private boolean wasLinked;
    private boolean isOver;
    private long lostSince;
    private CloseStatus lost;
    private Takeover takeover;
    private LongConsumer quiet;
    private SessionEnd end;

    LinkSuccession(PeerSession session, ResumableQueue queue, Reception reception, LongSupplier nanoClock) {
        this.session = session;
        this.queue = queue;
        this.reception = reception;
        this.nanoClock = nanoClock;
    }

    /** Returns the newest link that has not ended; null for none. */
    SessionLink current() {
        return current;
    }

    /** Returns the link that is connected; null for none, and while a message of another one is being handled. */
    SessionLink linked() {
        SessionLink link = linked;
        return link == current ? link : null;
    }

    /** See {@link PeerSession#take}. The caller then lets the link know its session, and calls {@link #step}. */
    boolean take(SessionLink link, long peerReceived, LongFunction<SessionMessage> first) {
        SessionLink old;
        lock.lock();
        try {
            if (session.isClosing() || !queue.restart(peerReceived)) {
                return false;
            }
            old = current;
            if (old != null) {
                lost = REPLACED;
            }
            current = link;
            takeover = new Takeover(link, first);
            quiet = null;
            waits = true;
        } finally {
            lock.unlock();
        }
        queue.wakeWaiters();
        if (old != null) {
            old.drop(REPLACED);
        }
        return true;
    }

    /**
     * A link has ended, or is given up. The caller ends the session or calls {@link #step}.
     *
     * @return whether it was the current one
     */
    boolean lose(SessionLink link, CloseStatus why) {
        lock.lock();
        try {
            if (current != link) {
                return false;
            }
            lostSince = nanoClock.getAsLong();
            lost = why;
            current = null;
            waits = takeover != null || quiet != null;
        } finally {
            lock.unlock();
        }
        queue.disconnect(link.link());
        return true;
    }

    /** Returns how the last link was lost, if that was so long ago, and no other one has come; else null. */
    CloseStatus lostFor(long now, long nanos) {
        lock.lock();
        try {
            return current == null && lost != null && now - lostSince >= nanos ? lost : null;
        } finally {
            lock.unlock();
        }
    }

    /** See {@link PeerSession#whenQuiet}. */
    void whenQuiet(LongConsumer received) {
        lock.lock();
        try {
            quiet = received;
            waits |= current == null;
        } finally {
            lock.unlock();
        }
        step();
    }

    /** The session has ended: drops the link, and tells the listener. */
    void end(SessionEnd how) {
        SessionLink last;
        lock.lock();
        try {
            last = current;
            current = null;
            takeover = null;
            quiet = null;
            end = how;
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.drop(how.status());
        }
        step();
    }

    /** Does what follows from the last changes, on one thread at a time; then handles the messages that have waited for it. */
    void step() {
        if (steps.getAndIncrement() > 0) {
            return;
        }
        Throwable failure = null;
        int seen = 1;
        do {
            for (Runnable next = next(); next != null; next = next()) {
                try {
                    next.run();
                } catch (RuntimeException | Error e) {
                    // The others have to follow nevertheless: no later change may come.
                    failure = e;
                }
            }
            seen = steps.addAndGet(-seen);
        } while (seen > 0);
        handleHeld();
        Rethrow.unlessNull(failure);
    }

    private Runnable next() {
        lock.lock();
        try {
            if (end != null && !isOver) {
                isOver = true;
                return () -> session.listener().ended(end);
            }
            if (isOver) {
                return null;
            }
            if (linked != null && linked != current) {
                linked = null;
                CloseStatus why = lost;
                return () -> session.listener().suspended(why);
            }
            if (!waits || reception.isBusy()) {
                return null;
            }
            if (takeover != null) {
                return nextLink();
            }
            waits = false;
            LongConsumer told = quiet;
            quiet = null;
            return () -> told.accept(reception.received());
        } finally {
            lock.unlock();
        }
    }

    private Runnable nextLink() {
        Takeover next = takeover;
        boolean again = wasLinked;
        takeover = null;
        waits = quiet != null && current == null;
        linked = next.link();
        wasLinked = true;
        return () -> connect(next, again);
    }

    private void connect(Takeover next, boolean again) {
        if (again) {
            session.listener().resumed();
        }
        if (next.link() != current) {
            // It has ended already: the listener is told that next.
            return;
        }
        long received = reception.received();
        SessionMessage first = next.first().apply(received);
        next.link().whenSent(() -> send(next.link(), first, received));
        next.link().attach();
    }

    private void send(SessionLink link, SessionMessage first, long received) {
        FrameSending sending;
        lock.lock();
        try {
            if (current != link) {
                return;
            }
            sending = queue.connect(link.link(), first, received);
        } finally {
            lock.unlock();
        }
        SendQueue.write(sending);
    }

    /** Handles a message. Returns false if another one is being handled, or none may be, so that it has to be held. */
    boolean handles(SessionLink from, ReceivedMessage message) {
        if (session.isSuspended() || !reception.enter()) {
            return false;
        }
        try {
            handle(from, message);
        } finally {
            leave();
            SessionLink next = current;
            if (next != null && next.holdsMessages()) {
                handleHeld();
            }
        }
        return true;
    }

    /** Handles the messages that the current link holds, as long as that is allowed, and lets it read again. */
    void handleHeld() {
        Throwable failure = null;
        SessionLink link = current;
        while (mayHandleHeld(link) && reception.enter()) {
            try {
                ReceivedMessage message = link.takeHeld();
                if (message != null) {
                    handle(link, message);
                }
            } catch (RuntimeException | Error e) {
                // The others have to be handled nevertheless.
                failure = e;
            } finally {
                leave();
            }
            link = current;
        }
        if (link != null) {
            link.steer();
        }
        Rethrow.unlessNull(failure);
    }

    private boolean mayHandleHeld(SessionLink link) {
        return link != null && link.isAttached() && link.holdsMessages() && !session.isSuspended();
    }

    /** Messages of a link that is not current any more are dropped: the other side sends them again. */
    private void handle(SessionLink from, ReceivedMessage message) {
        if (from == current && !session.isSilenced()) {
            reception.handle(message);
        }
    }

    private void leave() {
        reception.leave();
        if (waits) {
            step();
        }
    }
}
