package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.HeldLink;
import dev.webshocket.internal.link.LinkListener;
import dev.webshocket.internal.memory.MemoryBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of one side of a session, whatever its link reports. */
class PeerSessionTest {

    private static final CloseStatus AWAY = new CloseStatus(CloseStatus.GOING_AWAY, "away");
    private static final CloseStatus STUCK = new CloseStatus(CloseStatus.POLICY_VIOLATION, "stuck");

    private final HeldLink link = new HeldLink();
    private final List<SessionEnd> ends = new ArrayList<>();
    private final List<Integer> received = new ArrayList<>();
    private LinkListener incoming;
    private Runnable whileReceiving = () -> {};

    private PeerSession session(Duration sendTimeout, Duration pingInterval) {
        SessionBounds bounds = new SessionBounds(
                Subprotocol.MSGPACK,
                FrameKind.BINARY,
                1000,
                SlowConsumer.CLOSE,
                1000,
                Duration.ZERO,
                sendTimeout,
                STUCK,
                pingInterval,
                2);
        return new PeerSession(
                (listener, memory) -> {
                    incoming = listener;
                    return link;
                },
                bounds,
                new Codec(Encoding.MSGPACK, new Binding(), 64),
                MemoryBudget.unbounded(),
                Runnable::run,
                System::nanoTime,
                new SessionListener() {
                    @Override
                    public void received(ReceivedMessage message, Envelope envelope) {
                        throw new AssertionError("no packet");
                    }

                    @Override
                    public void malformed(ReceivedMessage message, MalformedPacketException fault) {
                        received.add((int) message.bytes()[0]);
                        whileReceiving.run();
                    }

                    @Override
                    public void ended(SessionEnd end) {
                        ends.add(end);
                    }
                });
    }

    private PeerSession session() {
        return session(Duration.ZERO, Duration.ZERO);
    }

    @Test
    void readsNothingBeforeItIsStarted() {
        PeerSession session = session();
        assertThat(link.reading).isEmpty();
        session.start();
        assertThat(link.reading).containsExactly("start");
    }

    @Test
    void isBrokenAfterASendFailure() {
        PeerSession session = session();
        session.queue().send(new byte[] {1});
        link.sending.remove().ended(new IOException("Broken pipe"));
        assertThat(link.aborted)
                .singleElement()
                .satisfies(status -> assertThat(status.code()).isEqualTo(CloseStatus.ABNORMAL));
        incoming.ended(link.aborted.get(0));
        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.code()).isEqualTo(CloseStatus.ABNORMAL);
            assertThat(end.local()).isFalse();
        });
        assertThat(session.end()).contains(ends.get(0));
    }

    @Test
    void reportsItsOwnCloseWhenItIsAborted() {
        PeerSession session = session();
        session.abort(AWAY);
        session.abort(STUCK);
        assertThat(session.isClosing()).isTrue();
        assertThat(link.aborted).containsExactly(AWAY);
        assertThat(ends).isEmpty();
        incoming.ended(AWAY);
        incoming.ended(STUCK);
        assertThat(ends).containsExactly(new SessionEnd(AWAY, true));
        assertThat(link.isReleased).isTrue();
    }

    @Test
    void doesNotWaitForItsLinkWhenItIsTerminated() {
        session().terminate(AWAY);
        assertThat(link.aborted).containsExactly(AWAY);
        assertThat(ends).containsExactly(new SessionEnd(AWAY, true));
    }

    @Test
    void closesAfterTheQueuedMessages() {
        PeerSession session = session();
        session.queue().send(new byte[] {1});
        session.queue().send(new byte[] {2});
        session.close(AWAY);
        session.queue().send(new byte[] {3});
        assertThat(link.closed).isEmpty();
        link.sendAll();
        assertThat(link.sent).containsExactly(1, 2);
        assertThat(link.closed).containsExactly(AWAY);
        assertThat(ends).isEmpty();
    }

    @Test
    void ignoresTheLinkAfterItIsAborted() {
        session();
        incoming.received(new byte[] {1});
        incoming.tooBig();
        incoming.received("TAIL");
        incoming.received(new byte[] {2});
        assertThat(received).containsExactly(1);
        assertThat(link.aborted).singleElement().satisfies(status -> {
            assertThat(status.code()).isEqualTo(CloseStatus.TOO_BIG);
            assertThat(status.reason()).isEqualTo("a message may have 1000 bytes");
        });
    }

    @Test
    void endsWhenMemoryIsExhausted() {
        session();
        incoming.noRoom();
        incoming.ended(link.aborted.get(0));
        assertThat(Refusal.of(ends.get(0))).contains(Refusal.NO_MEMORY);
    }

    @Test
    void theSameCloseFromThePeerIsNotARefusal() {
        session();
        incoming.ended(Refusal.NO_MEMORY.status());
        assertThat(Refusal.of(ends.get(0))).isEmpty();
    }

    @Test
    void hasNoSendTimeoutWithoutALimit() {
        PeerSession patient = session();
        patient.queue().send(new byte[] {1});
        patient.check(System.nanoTime());
        assertThat(link.aborted).isEmpty();
        PeerSession impatient = session(Duration.ofNanos(1), Duration.ZERO);
        impatient.queue().send(new byte[] {1});
        impatient.check(System.nanoTime());
        assertThat(link.aborted).containsExactly(STUCK);
    }

    private void check(PeerSession session, int from, int to) {
        for (int seconds = from; seconds <= to; seconds++) {
            session.check(System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
            link.sendAll();
        }
    }

    @Test
    void thePeerIsNotDeadWhileItsMessageIsProcessed() {
        PeerSession session = session(Duration.ZERO, Duration.ofSeconds(1));
        whileReceiving = () -> check(session, 1, 10);
        incoming.received(new byte[] {1});
        assertThat(link.aborted).isEmpty();
        check(session, 11, 20);
        assertThat(link.aborted).singleElement().satisfies(status -> {
            assertThat(status.code()).isEqualTo(CloseStatus.GOING_AWAY);
            assertThat(status.reason()).contains("pings");
        });
    }

    @Test
    void thePeerIsNotDeadWhileReadingIsSuspended() {
        PeerSession session = session(Duration.ZERO, Duration.ofSeconds(1));
        session.suspend();
        check(session, 1, 10);
        assertThat(link.aborted).isEmpty();
        session.resume();
        assertThat(link.reading).containsExactly("suspend", "resume");
        check(session, 11, 20);
        assertThat(link.aborted).hasSize(1);
    }

    @Test
    void readingResumesWhenAllHaveResumedIt() {
        PeerSession session = session();
        session.suspend();
        session.suspend();
        session.resume();
        assertThat(link.reading).containsOnly("suspend");
        session.resume();
        assertThat(link.reading).endsWith("resume");
    }
}
