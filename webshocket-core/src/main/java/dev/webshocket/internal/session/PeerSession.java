package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.memory.MemoryShare;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * One side of a session, the same at both ends: what is to be sent, the watch over the other side, and the end. In version 1 of
 * the protocol a session has one link and ends with it.
 *
 * <p>Safe for use by any thread; {@link #check} is for one at a time.
 */
public final class PeerSession implements Reading {

    private final SessionBounds bounds;
    private final SessionListener listener;
    private final Link link;
    private final SendQueue queue;
    private final SessionWatch watch;
    private final AtomicBoolean aborted = new AtomicBoolean();
    private final AtomicReference<SessionEnd> end = new AtomicReference<>();
    private volatile boolean closing;

    /** Whether the listener is told of no more messages. */
    private volatile boolean silenced;

    /** Whether the link's thread works on a message, or nothing is read for now, so that nothing can be heard. */
    private final AtomicBoolean deaf = new AtomicBoolean();

    /** Who wants nothing to be read. */
    private final AtomicInteger suspensions = new AtomicInteger();

    private final AtomicInteger steering = new AtomicInteger();

    /**
     * Makes a session that does nothing before it is {@linkplain #start started}.
     *
     * @param links makes the link
     * @param memory what the session may hold
     * @param upkeep sends pings
     * @param nanoClock nanoseconds since any moment
     */
    public PeerSession(
            LinkFactory links,
            SessionBounds bounds,
            MemoryShare memory,
            Executor upkeep,
            LongSupplier nanoClock,
            SessionListener listener) {
        this.bounds = bounds;
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

    /** Begins to receive. */
    public void start() {
        link.start();
    }

    /** Returns what is to be sent. */
    public SendQueue queue() {
        return queue;
    }

    /** Closes the session when all that is queued has been sent; what is queued later is dropped. */
    public void close(CloseStatus status) {
        closing = true;
        queue.close(status);
    }

    /** Says that no more messages are taken, while the answers to those that have come are still sent. */
    public void retire() {
        closing = true;
    }

    /** Gives the session up at once, whatever is queued. The listener is told when the link has ended. */
    public void abort(CloseStatus status) {
        closing = true;
        silenced = true;
        if (aborted.compareAndSet(false, true)) {
            link.abort(status);
        }
    }

    /** Gives the session up and ends it now, not when the link has ended. */
    public void terminate(CloseStatus status) {
        abort(status);
        end(status);
    }

    /** Where the link can stop reading, it does until each who has said so has said {@link #resume}. */
    @Override
    public void suspend() {
        suspensions.incrementAndGet();
        steer();
    }

    @Override
    public void resume() {
        suspensions.decrementAndGet();
        steer();
    }

    /** Tells the link whether to read; one thread at a time, so that the last word is the right one. */
    private void steer() {
        if (steering.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            if (suspensions.get() > 0) {
                link.suspend();
            } else {
                link.resume();
            }
            seen = steering.addAndGet(-seen);
        } while (seen > 0);
    }

    /** Tells whether it has begun to close from this side, or has ended. */
    public boolean isClosing() {
        return closing;
    }

    /** Tells whether messages may be exchanged. */
    public boolean isOpen() {
        return !closing && link.isOpen();
    }

    /** Returns how the session has ended; empty while it has not. */
    public Optional<SessionEnd> end() {
        return Optional.ofNullable(end.get());
    }

    /**
     * Looks after the session: pings the other side, and gives it up where it does not answer or read.
     *
     * @param now nanoseconds
     */
    public void check(long now) {
        if (suspensions.get() > 0 || deaf.get()) {
            watch.heard();
        }
        watch.check(now).ifPresent(this::abort);
    }

    private void end(CloseStatus status) {
        SessionEnd how = new SessionEnd(status, aborted.get());
        if (end.compareAndSet(null, how)) {
            closing = true;
            silenced = true;
            queue.end();
            listener.ended(how);
        }
    }

    /** Of a session that has been given up or has ended nothing is heard any more, also not the rest of a message that was too long. */
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
            deaf.lazySet(true);
            try {
                listener.received(message);
            } finally {
                deaf.lazySet(false);
            }
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
