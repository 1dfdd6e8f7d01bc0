package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.memory.MemoryShare;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One link of version 2 from its opening: waits for the first packet, and then serves the session that {@linkplain
 * PeerSession#take takes} it. Safe for use by any thread.
 *
 * <p>Messages that arrive while the session does not handle them are held, and reading is suspended. They wait for the session to
 * take the link, for the handling of the message before, and for the end of a suspension.
 */
public final class SessionLink {

    /** Receives the opening of a link: either {@link #opened} or {@link #failed} is called, once. */
    public interface Opening {

        /**
         * The first packet has arrived; called by the link's thread. What arrives before a session takes the link waits.
         *
         * @param first hello; or welcome if this side has sent hello
         */
        void opened(SessionLink link, SessionMessage first);

        /**
         * The link has ended without a first packet, or is being closed, because another packet came first; on any thread.
         *
         * @param status how it ends
         */
        void failed(SessionLink link, CloseStatus status);

        /** The link has ended after its first packet, and no session had taken it; at most once, on any thread. */
        default void ended(SessionLink link) {}
    }

    private final SessionBounds bounds;
    private final Codec codec;
    private final MemoryShare memory;
    private final Link link;
    private final HeldMessages held;
    private final ReadingSwitch reading;
    private final FirstSending first = new FirstSending();

    /** Null once the link has opened or has failed. */
    private final AtomicReference<Opening> opening;

    /** Told of an end before a session has taken the link; null afterwards. */
    private volatile Opening opener;

    /** Why this side closes the link; null while it does not. The first reason counts. */
    private final AtomicReference<CloseStatus> closing = new AtomicReference<>();

    private final AtomicReference<CloseStatus> end = new AtomicReference<>();

    /** Null before a session takes the link. */
    private volatile ManyLinks session;

    /** Whether a message has come after the first packet. */
    private volatile boolean heard;

    /** Whether the session takes messages. */
    private volatile boolean attached;

    /**
     * Makes a link that does nothing before it is {@linkplain #start started}.
     *
     * @param links makes the socket's link
     * @param memory what the link may hold; its own share, which it ends
     */
    public SessionLink(LinkFactory links, SessionBounds bounds, Codec codec, MemoryShare memory, Opening opening) {
        this.bounds = bounds;
        this.codec = codec;
        this.memory = memory;
        this.opening = new AtomicReference<>(opening);
        this.opener = opening;
        this.held = new HeldMessages(bounds.outboundBytes(), memory);
        this.link = links.create(new Incoming(), memory);
        this.reading = new ReadingSwitch(link, this::mustWait);
    }

    /** Begins to receive. */
    public void start() {
        link.start();
    }

    /** Sends hello, before a session takes the link; once. Then the first packet of the other side is welcome. */
    public void send(SessionMessage message) {
        first.send(link, QueuedFrame.own(bounds.frames(), codec.encode(message), null, QueuedFrame.Share.PACED));
    }

    /** Closes the link with a close frame. */
    public void close(CloseStatus status) {
        closing.compareAndSet(null, status);
        link.close(status);
    }

    /** Closes the link without waiting for the other side. */
    public void abort(CloseStatus status) {
        closing.compareAndSet(null, status);
        link.abort(status);
    }

    /**
     * Closes the link if a message takes longer than allowed, as long as no session has taken it; afterwards its session
     * checks it. At least each second, by one thread.
     *
     * @param now nanoseconds
     */
    public void check(long now) {
        if (session == null
                && !bounds.messageTimeout().isZero()
                && link.isMessageOverdue(now, bounds.messageTimeout().toNanos())) {
            abort(Refusal.LATE_MESSAGE.status());
        }
    }

    /** Tells whether a message has come after the first packet. */
    public boolean isHeard() {
        return heard;
    }

    /** Tells whether the link can stop reading between two messages. */
    public boolean canSuspend() {
        return link.canSuspend();
    }

    /** Tells whether the socket is open, as far as the platform knows. */
    public boolean isOpen() {
        return !hasEnded() && link.isOpen();
    }

    /** Tells whether the link has ended; one that this side closes ends when the close frame has been handed to the platform. */
    public boolean hasEnded() {
        return end.get() != null;
    }

    Link link() {
        return link;
    }

    /** A session takes the link, and is told of its end, even if it has ended already. */
    void taken(ManyLinks by) {
        session = by;
        opener = null;
        CloseStatus ended = end.get();
        if (ended != null) {
            by.ended(this, ended, isLocal(ended));
        }
    }

    /** Runs an action when what was sent before has left, possibly at once: a link sends one message at a time. */
    void whenSent(Runnable action) {
        first.whenSent(action);
    }

    /** The session handles messages from now on. */
    void attach() {
        attached = true;
    }

    /** Tells whether the session handles messages of this link. */
    boolean isAttached() {
        return attached;
    }

    /** Tells whether messages wait to be handled. */
    boolean holdsMessages() {
        return !held.isEmpty();
    }

    /** Removes and returns the oldest message that waits; null for none. */
    ReceivedMessage takeHeld() {
        return held.poll();
    }

    /** Suspends or resumes reading, after the reason for it has changed. */
    void steer() {
        reading.turn();
    }

    private boolean mustWait() {
        ManyLinks by = session;
        return !held.isEmpty() || (by != null && by.isSuspended());
    }

    private boolean isLocal(CloseStatus status) {
        return status.equals(closing.get());
    }

    /** Closes the link, and drops what it holds. */
    void drop(CloseStatus status) {
        abort(status);
        release();
    }

    /** Drops what the link holds, after its end. */
    private void release() {
        link.release();
        held.close();
        memory.end();
    }

    private final class Incoming extends PacketInput {

        @Override
        public void heard() {
            ManyLinks by = session;
            if (by != null) {
                by.heard(SessionLink.this);
            }
        }

        @Override
        void received(ReceivedMessage message) {
            ManyLinks by = session;
            if (opening.get() != null) {
                open(message);
                return;
            }
            // Read first: a write for each message would move the cache line between processors.
            if (!heard) {
                heard = true;
            }
            if (by == null || !attached || holdsMessages() || !by.handles(SessionLink.this, message)) {
                hold(message);
            }
        }

        /** Also a session that has been handling a message until now may have to handle this one. */
        private void hold(ReceivedMessage message) {
            if (!held.add(message)) {
                noRoom();
                return;
            }
            steer();
            ManyLinks by = session;
            if (by != null) {
                by.handleHeld();
            }
        }

        private void open(ReceivedMessage message) {
            SessionMessage received = null;
            String fault = "the first packet has to be " + (first.isSent() ? "welcome" : "hello");
            try {
                Envelope envelope = bounds.subprotocol().open(message, codec);
                received = envelope.session();
            } catch (MalformedPacketException e) {
                fault += ", and this is none: " + e.getMessage();
            }
            if (received instanceof SessionMessage.Faulty faulty) {
                fault = faulty.why();
            }
            Opening told = opening.getAndSet(null);
            if (told == null) {
                return;
            }
            if (first.isSent()
                    ? received instanceof SessionMessage.Welcome
                    : received instanceof SessionMessage.Hello) {
                told.opened(SessionLink.this, received);
            } else {
                CloseStatus status = CloseStatus.of(CloseStatus.PROTOCOL_ERROR, fault);
                opener = null;
                abort(status);
                told.failed(SessionLink.this, status);
            }
        }

        @Override
        public void tooBig() {
            refuse(bounds.tooBig());
        }

        @Override
        public void noRoom() {
            refuse(Refusal.NO_MEMORY.status());
        }

        private void refuse(CloseStatus status) {
            ManyLinks by = session;
            if (by == null) {
                abort(status);
            } else {
                by.refused(SessionLink.this, status);
            }
        }

        @Override
        public void ended(CloseStatus status) {
            if (!end.compareAndSet(null, status)) {
                return;
            }
            release();
            Opening told = opening.getAndSet(null);
            Opening waits = opener;
            if (told != null) {
                told.failed(SessionLink.this, status);
            } else if (waits != null) {
                waits.ended(SessionLink.this);
            }
            opener = null;
            ManyLinks by = session;
            if (by != null) {
                by.ended(SessionLink.this, status, isLocal(status));
            }
        }
    }
}
