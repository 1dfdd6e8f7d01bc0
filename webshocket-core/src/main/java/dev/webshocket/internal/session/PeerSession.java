package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.memory.MemoryShare;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * One side of a session, shared by server and client: its send queue, its pings, and its end. In version 1 of the protocol a
 * session has one link and ends with it.
 *
 * <p>Safe for use by any thread; one thread at a time calls {@link #check}.
 */
public final class PeerSession implements Reading {

    private static final AtomicIntegerFieldUpdater<PeerSession> ABORTED =
            AtomicIntegerFieldUpdater.newUpdater(PeerSession.class, "aborted");
    private static final AtomicIntegerFieldUpdater<PeerSession> SUSPENSIONS =
            AtomicIntegerFieldUpdater.newUpdater(PeerSession.class, "suspensions");
    private static final AtomicIntegerFieldUpdater<PeerSession> STEERING =
            AtomicIntegerFieldUpdater.newUpdater(PeerSession.class, "steering");
    private static final AtomicIntegerFieldUpdater<PeerSession> BUSY =
            AtomicIntegerFieldUpdater.newUpdater(PeerSession.class, "busy");
    private static final AtomicReferenceFieldUpdater<PeerSession, SessionEnd> END =
            AtomicReferenceFieldUpdater.newUpdater(PeerSession.class, SessionEnd.class, "end");

    private final SessionBounds bounds;
    private final Codec codec;
    private final SessionListener listener;
    private final Link link;
    private final SendQueue queue;
    private final SessionWatch watch;
    /** Null while the session has not ended. */
    private volatile SessionEnd end;

    private volatile boolean closing;

    /** Whether the listener gets no more messages. */
    private volatile boolean silenced;

    /** 1 while the link's thread handles a message, so that it cannot read signs of life; else 0. */
    private volatile int busy;

    /** 1 once this side has aborted the session, else 0. */
    private volatile int aborted;

    /** How many callers have suspended reading and not resumed it. */
    private volatile int suspensions;

    /** How many changes of {@link #suspensions} the current thread has yet to pass to the link. */
    private volatile int steering;

    /**
     * Makes a session that does nothing before it is {@linkplain #start started}.
     *
     * @param links makes the link
     * @param codec opens received packets
     * @param memory what the session may hold
     * @param upkeep sends pings
     * @param nanoClock nanoseconds since any moment
     */
    public PeerSession(
            LinkFactory links,
            SessionBounds bounds,
            Codec codec,
            MemoryShare memory,
            Executor upkeep,
            LongSupplier nanoClock,
            SessionListener listener) {
        this.bounds = bounds;
        this.codec = codec;
        this.listener = listener;
        this.link = links.create(new Incoming(), memory);
        this.queue = new SendQueue(
                link,
                bounds.frames(),
                bounds.outboundBytes(),
                memory,
                bounds.slowConsumer(),
                why -> abort(why.status()),
                nanoClock);
        this.watch = new SessionWatch(bounds, queue, link, upkeep, nanoClock.getAsLong());
    }

    /**
     * Makes a session of version 2, which has no link before it {@linkplain #take takes} one.
     *
     * @param codec opens received packets, and writes those of source SESSION
     * @param memory what the session may hold
     * @param upkeep sends beats and confirmations
     * @param nanoClock nanoseconds since any moment
     */
    public static PeerSession resumable(
            SessionTerms terms,
            SessionBounds bounds,
            Codec codec,
            MemoryShare memory,
            Executor upkeep,
            LongSupplier nanoClock,
            SessionListener listener) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes a link in place of the one before, which is closed with 4001 if it is still open. Messages of the old link are
     * dropped from now on. When none of them is being handled any more, {@code first} is sent, then the packets beyond {@code
     * peerReceived}, in order, and then new ones. Only in version 2.
     *
     * @param link a link whose first packet has arrived, and which no session has taken
     * @param peerReceived how many packets of this side the other side has received: {@code received} of hello or welcome
     * @param first makes the message that is sent first, from the number of packets that this side has received: welcome on a
     *     server, ack in a client
     * @return false, and nothing has changed, if the session has ended, or {@code peerReceived} is more than was sent or less
     *     than was confirmed
     */
    public boolean take(SessionLink link, long peerReceived, LongFunction<SessionMessage> first) {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs an action when no message of a lost link is being handled any more, possibly at once on the current thread. For the
     * client of a suspended session, which then tells the server in hello what it has received. Only in version 2.
     *
     * @param received gets the number of packets that this side has received
     */
    public void whenQuiet(LongConsumer received) {
        throw new UnsupportedOperationException();
    }

    /** Returns how many numbered packets have been received; zero in version 1. */
    public long received() {
        return 0;
    }

    /** Tells whether the session has a link now, so that what is queued is sent at once. */
    public boolean isLinked() {
        return link.isOpen();
    }

    /** Begins to receive; in version 1, where the session has its link from the beginning. */
    public void start() {
        link.start();
    }

    /** Returns the queue of messages to be sent. */
    public SendQueue queue() {
        return queue;
    }

    /** Closes the session after all queued messages have been sent; later messages are dropped. */
    public void close(CloseStatus status) {
        closing = true;
        queue.close(status);
    }

    /** Takes no more messages; the answers to those received are still sent. */
    public void retire() {
        closing = true;
    }

    /** Aborts the session and drops queued messages. The listener is called when the link has ended. */
    public void abort(CloseStatus status) {
        closing = true;
        silenced = true;
        if (ABORTED.compareAndSet(this, 0, 1)) {
            link.abort(status);
        }
    }

    /** Aborts the session and ends it now, not when the link has ended. */
    public void terminate(CloseStatus status) {
        abort(status);
        end(status);
    }

    @Override
    public boolean canSuspend() {
        return link.canSuspend();
    }

    @Override
    public void suspend() {
        SUSPENSIONS.incrementAndGet(this);
        steer();
    }

    @Override
    public void resume() {
        SUSPENSIONS.decrementAndGet(this);
        steer();
    }

    /** Suspends or resumes the link, on one thread at a time, so that the last call of the link is the current state. */
    private void steer() {
        if (STEERING.getAndIncrement(this) > 0) {
            // The link may deliver messages within resume(), also on this thread: it must stop at once.
            if (suspensions > 0) {
                link.suspend();
            }
            return;
        }
        int seen = steering;
        do {
            if (suspensions > 0) {
                link.suspend();
            } else {
                link.resume();
            }
            seen = STEERING.addAndGet(this, -seen);
        } while (seen > 0);
    }

    /** Tells whether this side has begun to close the session, or the session has ended. */
    public boolean isClosing() {
        return closing;
    }

    /** Tells whether both sides may send messages. */
    public boolean isOpen() {
        return !closing && link.isOpen();
    }

    /** Returns how the session has ended; empty while it has not. */
    public Optional<SessionEnd> end() {
        return Optional.ofNullable(end);
    }

    /**
     * Pings the other side, and aborts the session if the other side does not answer or does not read.
     *
     * @param now nanoseconds
     */
    public void check(long now) {
        if (suspensions > 0 || busy != 0) {
            watch.heard();
        }
        watch.check(now).ifPresent(this::abort);
    }

    private void end(CloseStatus status) {
        SessionEnd how = new SessionEnd(status, aborted != 0);
        if (END.compareAndSet(this, null, how)) {
            closing = true;
            silenced = true;
            queue.end();
            listener.ended(how);
        }
    }

    /**
     * Drops messages that arrive after the session has been aborted or has ended, such as the rest of a message that was too
     * long.
     */
    private final class Incoming implements LinkListener {

        @Override
        public void heard() {
            watch.heard();
        }

        @Override
        public void received(byte[] message) {
            received(new ReceivedMessage(message, false));
        }

        @Override
        public void received(String message) {
            received(ReceivedMessage.of(message));
        }

        @Override
        public void receivedText(byte[] utf8) {
            received(new ReceivedMessage(utf8, true));
        }

        private void received(ReceivedMessage message) {
            if (silenced) {
                return;
            }
            BUSY.lazySet(PeerSession.this, 1);
            try {
                open(message);
            } finally {
                BUSY.lazySet(PeerSession.this, 0);
            }
        }

        private void open(ReceivedMessage message) {
            Envelope envelope;
            try {
                envelope = bounds.subprotocol().open(message, codec);
            } catch (MalformedPacketException e) {
                listener.malformed(message, e);
                return;
            }
            listener.received(message, envelope);
        }

        @Override
        public void tooBig() {
            abort(new CloseStatus(CloseStatus.TOO_BIG, "a message may have " + bounds.maxMessageBytes() + " bytes"));
        }

        @Override
        public void noRoom() {
            abort(Refusal.NO_MEMORY.status());
        }

        @Override
        public void ended(CloseStatus status) {
            end(status);
        }
    }
}
