package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Link;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.memory.MemoryShare;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.LongSupplier;

/**
 * The only link of a session of version 1, which ends with it. It drops messages that arrive after the session has been aborted or
 * has ended, such as the rest of a message that was too long. Safe for use by any thread.
 */
final class OneLink extends PacketInput implements Linkage {

    private static final AtomicIntegerFieldUpdater<OneLink> BUSY =
            AtomicIntegerFieldUpdater.newUpdater(OneLink.class, "busy");

    private final PeerSession session;
    private final Codec codec;
    private final Link link;
    private final SendQueue queue;
    private final SessionWatch watch;
    private final ReadingSwitch reading;

    /** 1 while the link's thread handles a message, so that it cannot read signs of life; else 0. */
    private volatile int busy;

    OneLink(
            PeerSession session,
            LinkFactory links,
            Codec codec,
            MemoryShare memory,
            Executor upkeep,
            LongSupplier nanoClock) {
        SessionBounds bounds = session.bounds();
        this.session = session;
        this.codec = codec;
        this.link = links.create(this, memory);
        this.queue = new SendQueue(
                link,
                bounds.frames(),
                bounds.outboundBytes(),
                memory,
                bounds.slowConsumer(),
                why -> session.abort(why.status()),
                nanoClock);
        this.watch = new SessionWatch(bounds, queue, link, upkeep, nanoClock.getAsLong());
        this.reading = new ReadingSwitch(link, session::isSuspended);
    }

    SendQueue queue() {
        return queue;
    }

    void start() {
        link.start();
    }

    @Override
    public boolean canSuspend() {
        return link.canSuspend();
    }

    @Override
    public void steer() {
        reading.turn();
    }

    @Override
    public boolean isOpen() {
        return link.isOpen();
    }

    @Override
    public boolean isLinked() {
        return link.isOpen();
    }

    @Override
    public void abort(CloseStatus status) {
        link.abort(status);
    }

    @Override
    public void closing(CloseStatus status) {
        // The session ends with the link, which the queue closes.
    }

    @Override
    public void ended(SessionEnd end) {
        session.listener().ended(end);
    }

    @Override
    public void check(long now) {
        if (session.isSuspended() || busy != 0) {
            watch.heard();
        }
        watch.check(now).ifPresent(session::abort);
    }

    @Override
    public void heard() {
        watch.heard();
    }

    @Override
    void received(ReceivedMessage message) {
        if (session.isSilenced()) {
            return;
        }
        BUSY.lazySet(this, 1);
        try {
            open(message);
        } finally {
            BUSY.lazySet(this, 0);
        }
    }

    private void open(ReceivedMessage message) {
        Envelope envelope;
        try {
            envelope = session.bounds().subprotocol().open(message, codec);
        } catch (MalformedPacketException e) {
            session.listener().malformed(message, e);
            return;
        }
        session.listener().received(message, envelope);
    }

    @Override
    public void tooBig() {
        session.abort(session.bounds().tooBig());
    }

    @Override
    public void noRoom() {
        session.abort(Refusal.NO_MEMORY.status());
    }

    @Override
    public void ended(CloseStatus status) {
        session.end(status);
    }
}
