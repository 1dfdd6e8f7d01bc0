package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.memory.MemoryShare;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * One side of a session, shared by server and client: its send queue, its links, and its end. In version 1 of the protocol a
 * session has one link and ends with it. In version 2 it takes links one after another, and outlives each of them for a time.
 *
 * <p>Safe for use by any thread; one thread at a time calls {@link #check}.
 */
public final class PeerSession implements Reading {

    /** How often to {@link #check} a session of version 2, so that packets are confirmed within a second. */
    public static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    private static final AtomicIntegerFieldUpdater<PeerSession> ABORTED =
            AtomicIntegerFieldUpdater.newUpdater(PeerSession.class, "aborted");
    private static final AtomicIntegerFieldUpdater<PeerSession> SUSPENSIONS =
            AtomicIntegerFieldUpdater.newUpdater(PeerSession.class, "suspensions");
    private static final AtomicReferenceFieldUpdater<PeerSession, SessionEnd> END =
            AtomicReferenceFieldUpdater.newUpdater(PeerSession.class, SessionEnd.class, "end");

    private final SessionBounds bounds;
    private final SessionListener listener;
    private final Linkage links;
    private final SendQueue queue;

    /** Null while the session has not ended. */
    private volatile SessionEnd end;

    private volatile boolean closing;

    /** Whether the listener gets no more messages. */
    private volatile boolean silenced;

    /** 1 once this side has aborted the session, else 0. */
    private volatile int aborted;

    /** How many callers have suspended reading and not resumed it. */
    private volatile int suspensions;

    /**
     * Makes a session of version 1 that does nothing before it is {@linkplain #start started}.
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
        this.listener = listener;
        OneLink link = new OneLink(this, links, codec, memory, upkeep, nanoClock);
        this.links = link;
        this.queue = link.queue();
    }

    private PeerSession(
            SessionTerms terms,
            SessionBounds bounds,
            Codec codec,
            MemoryShare memory,
            Executor upkeep,
            LongSupplier nanoClock,
            SessionListener listener) {
        this.bounds = bounds;
        this.listener = listener;
        ManyLinks made = new ManyLinks(this, terms, codec, memory, upkeep, nanoClock);
        this.links = made;
        this.queue = made.queue();
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
        return new PeerSession(terms, bounds, codec, memory, upkeep, nanoClock, listener);
    }

    /**
     * Takes a link in place of the one before, which is closed with 4001 if it is still open. Messages of the old link are
     * dropped from now on. When none of them is being handled any more, {@code first} is sent, then the packets beyond {@code
     * peerReceived}, in order, and then new ones. Only in version 2.
     *
     * <p>The listener's {@link SessionListener#suspended} comes before its {@link SessionListener#resumed}, also if the old link
     * was still open, and for each link that is taken one {@code suspended} follows, even if it has ended already, unless another
     * link takes over or the session ends before. {@code resumed} is not called for the first link of a session.
     *
     * @param link a link whose first packet has arrived, and which no session has taken
     * @param peerReceived how many packets of this side the other side has received: {@code received} of hello or welcome
     * @param first makes the message that is sent first, from the number of packets that this side has received: welcome on a
     *     server, ack in a client. It is called once, on any thread, unless the link ends before
     * @return false, and nothing has changed, if the session is closing or has ended, or {@code peerReceived} is more than was
     *     sent or less than was confirmed
     * @throws UnsupportedOperationException in version 1
     */
    public boolean take(SessionLink link, long peerReceived, LongFunction<SessionMessage> first) {
        return manyLinks().take(link, peerReceived, first);
    }

    /**
     * Runs an action when no message of a lost link is being handled any more, possibly at once on the current thread. For the
     * client of a suspended session, which then tells the server in hello what it has received. Only in version 2.
     *
     * @param received gets the number of packets that this side has received; once, unless the session ends before
     * @throws UnsupportedOperationException in version 1
     */
    public void whenQuiet(LongConsumer received) {
        manyLinks().whenQuiet(received);
    }

    private ManyLinks manyLinks() {
        if (links instanceof ManyLinks many) {
            return many;
        }
        throw new UnsupportedOperationException("a session of version 1 has one link");
    }

    /** Returns how many numbered packets have been received; zero in version 1. */
    public long received() {
        return links instanceof ManyLinks many ? many.received() : 0;
    }

    /** Tells whether the session has a link now, so that what is queued is sent at once. */
    public boolean isLinked() {
        return links.isLinked();
    }

    /** Begins to receive; in version 1, where the session has its link from the beginning. */
    public void start() {
        if (links instanceof OneLink link) {
            link.start();
        }
    }

    /** Returns the queue of messages to be sent. */
    public SendQueue queue() {
        return queue;
    }

    /**
     * Closes the session after all queued messages have been sent; later messages are dropped. A session without a link ends at
     * once.
     */
    public void close(CloseStatus status) {
        closing = true;
        queue.close(status);
        links.closing(status);
    }

    /** Takes no more messages; the answers to those received are still sent. */
    public void retire() {
        closing = true;
    }

    /**
     * Aborts the session and drops queued messages. The listener is called when the link has ended, or now if there is none.
     */
    public void abort(CloseStatus status) {
        closing = true;
        silenced = true;
        if (ABORTED.compareAndSet(this, 0, 1)) {
            links.abort(status);
        }
    }

    /** Aborts the session and ends it now, not when the link has ended. */
    public void terminate(CloseStatus status) {
        abort(status);
        end(status);
    }

    @Override
    public boolean canSuspend() {
        return links.canSuspend();
    }

    @Override
    public void suspend() {
        SUSPENSIONS.incrementAndGet(this);
        links.steer();
    }

    @Override
    public void resume() {
        SUSPENSIONS.decrementAndGet(this);
        links.steer();
    }

    /** Tells whether reading is suspended. */
    boolean isSuspended() {
        return suspensions > 0;
    }

    /** Tells whether this side has begun to close the session, or the session has ended. */
    public boolean isClosing() {
        return closing;
    }

    /** Tells whether the listener gets no more messages. */
    boolean isSilenced() {
        return silenced;
    }

    /** Tells whether both sides may send messages: in version 2 also while there is no link. */
    public boolean isOpen() {
        return !closing && links.isOpen();
    }

    /** Returns how the session has ended; empty while it has not. */
    public Optional<SessionEnd> end() {
        return Optional.ofNullable(end);
    }

    /**
     * Checks that the other side is there and reads. In version 1 this pings it, and aborts the session if it does not answer.
     * In version 2 this sends the confirmations and beats that are due, gives a link up that counts as lost, and ends a session
     * that has been without a link for too long. To be called at least each second, in
     * version 2 at least each {@link #CHECK_INTERVAL}.
     *
     * @param now nanoseconds
     */
    public void check(long now) {
        links.check(now);
    }

    SessionBounds bounds() {
        return bounds;
    }

    SessionListener listener() {
        return listener;
    }

    void end(CloseStatus status) {
        SessionEnd how = new SessionEnd(status, aborted != 0);
        if (END.compareAndSet(this, null, how)) {
            closing = true;
            silenced = true;
            queue.end();
            links.ended(how);
        }
    }
}
