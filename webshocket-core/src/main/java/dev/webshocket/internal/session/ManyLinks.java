package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.SessionTerms.Side;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** The links of a session of version 2, which outlives them. Safe for use by any thread. */
final class ManyLinks implements Linkage {

    private final PeerSession session;
    private final SessionTerms terms;
    private final ResumableQueue queue;
    private final Reception reception;
    private final LinkWatch watch;
    private final LinkSuccession succession;

    ManyLinks(
            PeerSession session,
            SessionTerms terms,
            Codec codec,
            MemoryShare memory,
            Executor upkeep,
            LongSupplier nanoClock) {
        SessionBounds bounds = session.bounds();
        this.session = session;
        this.terms = terms;
        ChannelReports reports = session.listener().channelReports();
        ControlFrames control = new ControlFrames(codec, bounds.frames(), this::received, reports);
        GapFrames gaps = new GapFrames(codec, bounds.frames());
        this.queue = new ResumableQueue(
                bounds.frames(),
                new NumberedFrames(bounds.outboundBytes(), memory, bounds.slowConsumer(), control, gaps),
                control,
                gaps,
                reports,
                bounds.slowConsumer(),
                why -> session.abort(why.status()),
                nanoClock);
        queue.onDrop(topic -> gaps.add(reports.lost(topic)));
        this.watch = new LinkWatch(bounds, terms.beat(), queue, upkeep, nanoClock);
        this.reception = new Reception(session, codec, queue, watch);
        this.succession = new LinkSuccession(session, queue, reception, nanoClock);
    }

    ResumableQueue queue() {
        return queue;
    }

    /** See {@link PeerSession#take}. */
    boolean take(SessionLink link, long peerReceived, LongFunction<SessionMessage> first) {
        if (!succession.take(link, peerReceived, first)) {
            return false;
        }
        link.taken(this);
        succession.step();
        return true;
    }

    /** See {@link PeerSession#whenQuiet}. */
    void whenQuiet(LongConsumer received) {
        succession.whenQuiet(received);
    }

    long received() {
        return reception.received();
    }

    @Override
    public boolean canSuspend() {
        return terms.canSuspend();
    }

    @Override
    public void steer() {
        succession.handleHeld();
    }

    boolean isSuspended() {
        return session.isSuspended();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isLinked() {
        SessionLink link = succession.linked();
        return link != null && link.isOpen();
    }

    @Override
    public void abort(CloseStatus status) {
        SessionLink link = succession.current();
        if (link == null) {
            session.end(status);
        } else {
            link.abort(status);
        }
    }

    @Override
    public void closing(CloseStatus status) {
        if (succession.current() == null) {
            session.end(status);
        }
    }

    @Override
    public void ended(SessionEnd end) {
        succession.end(end);
    }

    @Override
    public void check(long now) {
        SessionLink link = succession.linked();
        if (link != null) {
            boolean reads = !session.isSuspended() && !reception.isBusy();
            CloseStatus why = watch.check(link, reads, reception.received(), now);
            if (why != null) {
                giveUp(link, why);
            }
            return;
        }
        CloseStatus lost = succession.lostFor(now, terms.keep().toNanos());
        if (lost != null) {
            session.end(lost);
        }
    }

    /** See {@link LinkSuccession#handles}. */
    boolean handles(SessionLink from, ReceivedMessage message) {
        return succession.handles(from, message);
    }

    void handleHeld() {
        succession.handleHeld();
    }

    void heard(SessionLink from) {
        if (from == succession.current()) {
            watch.heard();
        }
    }

    /** A message of a link breaks a bound. */
    void refused(SessionLink from, CloseStatus status) {
        if (from != succession.current()) {
            from.abort(status);
        } else if (endsSession(status, terms.side())) {
            session.abort(status);
        } else {
            giveUp(from, status);
        }
    }

    /** Loses a link on this side's own account. */
    private void giveUp(SessionLink link, CloseStatus why) {
        if (succession.lose(link, why)) {
            link.drop(why);
            goOn(why, false);
        }
    }

    /** A link has ended. */
    void ended(SessionLink link, CloseStatus status, boolean isLocal) {
        if (succession.lose(link, status)) {
            Side closer = isLocal == (terms.side() == Side.SERVER) ? Side.SERVER : Side.CLIENT;
            goOn(status, endsSession(status, closer));
        }
    }

    private void goOn(CloseStatus status, boolean ends) {
        if (ends || session.isClosing() || terms.keep().isZero()) {
            session.end(status);
        } else {
            succession.step();
        }
    }

    /** Tells whether a close ends the session: section "Session" of the wire protocol. */
    static boolean endsSession(CloseStatus status, Side closer) {
        return switch (status.code()) {
            case CloseStatus.NORMAL,
                    CloseStatus.PROTOCOL_ERROR,
                    CloseStatus.UNSUPPORTED_DATA,
                    CloseStatus.NO_CODE,
                    CloseStatus.INVALID_DATA,
                    CloseStatus.POLICY_VIOLATION,
                    CloseStatus.TOO_BIG -> true;
            case CloseStatus.GOING_AWAY -> closer == Side.CLIENT;
            default -> status.code() >= 4000;
        };
    }
}
