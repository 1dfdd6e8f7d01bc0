package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.HeldLink;
import dev.webshocket.internal.session.ResumableEnd.Wire;
import dev.webshocket.internal.session.SessionTerms.Side;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What ends a session of version 2, and what keeps it. */
class ResumableEndsTest {

    private static final CloseStatus AWAY = new CloseStatus(CloseStatus.GOING_AWAY, "away");
    private static final CloseStatus FAREWELL = new CloseStatus(CloseStatus.NORMAL, "farewell");

    private final ResumableEnd end = new ResumableEnd();

    private static Stream<Integer> endingCodes() {
        return IntStream.of(1000, 1002, 1003, 1005, 1007, 1008, 1009, 4000, 4001, 4401, 4999)
                .boxed();
    }

    private static Stream<Integer> keepingCodes() {
        return IntStream.of(1006, 1011, 1012, 1013, 3000, 3008, 3999).boxed();
    }

    @ParameterizedTest
    @MethodSource("endingCodes")
    void endsAtOnceByACodeOfEitherSide(int code) {
        CloseStatus status = new CloseStatus(code, "");
        for (Side side : Side.values()) {
            ResumableEnd closed = new ResumableEnd(side, ResumableEnd.KEEP, ResumableEnd.BEAT);
            closed.take(0).listener.ended(status);
            assertThat(closed.ends).containsExactly(new SessionEnd(status, false));
            assertThat(closed.events).isEmpty();
            ResumableEnd closing = new ResumableEnd(side, ResumableEnd.KEEP, ResumableEnd.BEAT);
            Wire wire = closing.take(0);
            wire.end.close(status);
            wire.listener.ended(status);
            assertThat(closing.ends).containsExactly(new SessionEnd(status, false));
        }
    }

    @ParameterizedTest
    @MethodSource("keepingCodes")
    void outlivesALinkThatEndsWithAnotherCode(int code) {
        CloseStatus status = new CloseStatus(code, "");
        for (Side side : Side.values()) {
            ResumableEnd kept = new ResumableEnd(side, ResumableEnd.KEEP, ResumableEnd.BEAT);
            kept.take(0).listener.ended(status);
            assertThat(kept.ends).isEmpty();
            assertThat(kept.events).containsExactly(status);
        }
    }

    @Test
    void onlyTheClientGoesAwayForGood() {
        for (Side side : Side.values()) {
            ResumableEnd told = new ResumableEnd(side, ResumableEnd.KEEP, ResumableEnd.BEAT);
            told.take(0).listener.ended(AWAY);
            assertThat(told.ends).hasSize(side == Side.SERVER ? 1 : 0);
            ResumableEnd telling = new ResumableEnd(side, ResumableEnd.KEEP, ResumableEnd.BEAT);
            Wire wire = telling.take(0);
            wire.end.close(AWAY);
            wire.listener.ended(AWAY);
            assertThat(telling.ends).hasSize(side == Side.SERVER ? 0 : 1);
        }
    }

    @Test
    void endsWithItsLinkIfItIsNotKept() {
        ResumableEnd brief = new ResumableEnd(Side.SERVER, Duration.ZERO, ResumableEnd.BEAT);
        brief.pass(Duration.ofSeconds(1));
        assertThat(brief.ends).as("it has not lost a link yet").isEmpty();
        brief.take(0).listener.ended(ResumableEnd.BROKEN);
        assertThat(brief.ends).containsExactly(new SessionEnd(ResumableEnd.BROKEN, false));
    }

    @Test
    void endsWhenItHasBeenKeptForItsTime() {
        end.pass(Duration.ofMinutes(1));
        Wire wire = end.take(0);
        end.send("a");
        wire.listener.ended(ResumableEnd.BROKEN);
        end.pass(Duration.ofMillis(29_500));
        assertThat(end.ends).isEmpty();
        end.pass(Duration.ofMillis(500));
        assertThat(end.ends).containsExactly(new SessionEnd(ResumableEnd.BROKEN, false));
        assertThat(end.memory.held()).isZero();
        assertThat(end.session.isOpen()).isFalse();
        end.pass(Duration.ofMinutes(1));
        assertThat(end.ends).hasSize(1);
    }

    @Test
    void theTimeBeginsAnewWithEachLink() {
        end.take(0).listener.ended(ResumableEnd.BROKEN);
        end.pass(Duration.ofSeconds(20));
        end.take(0).listener.ended(ResumableEnd.BROKEN);
        end.pass(Duration.ofSeconds(20));
        assertThat(end.ends).isEmpty();
    }

    @Test
    void takesNoLinkAfterItsEnd() {
        end.take(0).listener.ended(FAREWELL);
        Wire late = end.new Wire().greet();
        assertThat(end.session.take(late.end, 0, Ack::new)).isFalse();
        assertThat(late.link.aborted).isEmpty();
        assertThat(late.sent()).isEmpty();
    }

    @Test
    void closesAfterItsMessages() {
        Wire wire = end.take(0);
        end.send("a");
        end.session.close(FAREWELL);
        assertThat(end.ends).isEmpty();
        assertThat(wire.link.closed).isEmpty();
        assertThat(wire.sent()).containsExactly(new Ack(0), "a");
        assertThat(wire.link.closed).containsExactly(FAREWELL);
        wire.listener.ended(FAREWELL);
        assertThat(end.ends).containsExactly(new SessionEnd(FAREWELL, false));
    }

    @Test
    void aLinkLostWhileItClosesEndsIt() {
        Wire wire = end.take(0);
        end.session.close(FAREWELL);
        wire.listener.ended(ResumableEnd.BROKEN);
        assertThat(end.ends).containsExactly(new SessionEnd(ResumableEnd.BROKEN, false));
    }

    @Test
    void aLinkGivenUpWhileItClosesEndsIt() {
        end.take(0);
        end.stalls = true;
        end.session.close(FAREWELL);
        end.pass(Duration.ofSeconds(10));
        assertThat(end.ends)
                .singleElement()
                .satisfies(how -> assertThat(how.code()).isEqualTo(3008));
    }

    @Test
    void endsAtOnceWhenItIsClosedWithoutALink() {
        end.take(0).listener.ended(ResumableEnd.BROKEN);
        end.session.close(FAREWELL);
        assertThat(end.ends).containsExactly(new SessionEnd(FAREWELL, false));
    }

    @Test
    void endsAtOnceWhenItIsAbortedWithoutALink() {
        end.take(0).listener.ended(ResumableEnd.BROKEN);
        end.session.abort(FAREWELL);
        assertThat(end.ends).containsExactly(new SessionEnd(FAREWELL, true));
    }

    @Test
    void abortsItsLink() {
        Wire wire = end.take(0);
        end.session.abort(ResumableEnd.BROKEN);
        end.session.abort(FAREWELL);
        assertThat(wire.link.aborted).containsExactly(ResumableEnd.BROKEN);
        assertThat(end.ends).isEmpty();
        wire.receive("late");
        wire.listener.ended(ResumableEnd.BROKEN);
        assertThat(end.events).isEmpty();
        assertThat(end.ends).containsExactly(new SessionEnd(ResumableEnd.BROKEN, true));
    }

    @Test
    void doesNotWaitForItsLinkWhenItIsTerminated() {
        Wire wire = end.take(0);
        end.send("a");
        end.session.terminate(FAREWELL);
        assertThat(end.ends).containsExactly(new SessionEnd(FAREWELL, true));
        assertThat(wire.link.aborted).contains(FAREWELL);
        assertThat(wire.link.isReleased).isTrue();
        assertThat(end.memory.held()).isZero();
        wire.listener.ended(FAREWELL);
        assertThat(end.ends).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void endsForAMessageWithoutRoomWhileItHasNoLink(Side side) {
        ResumableEnd full = new ResumableEnd(side, ResumableEnd.KEEP, ResumableEnd.BEAT);
        full.take(0).listener.ended(ResumableEnd.BROKEN);
        byte[] message = new byte[1000];
        assertThat(full.session.queue().push(message)).isTrue();
        assertThat(full.ends).isEmpty();
        assertThat(full.session.queue().push(message)).isFalse();
        assertThat(full.ends)
                .singleElement()
                .satisfies(how -> assertThat(Refusal.of(how)).contains(Refusal.FULL_WITHOUT_LINK));
    }

    @Test
    void theEndIsTheLastThatTheListenerIsTold() {
        Wire first = end.take(0);
        end.whileHandling = () -> {
            end.whileHandling = () -> {};
            Wire second = end.take(0);
            end.session.terminate(FAREWELL);
            assertThat(second.link.aborted).contains(FAREWELL);
            assertThat(end.ends).hasSize(1);
        };
        first.receive("one");
        assertThat(end.events).containsExactly("one", LinkSuccession.REPLACED);
    }

    @Test
    void aSessionOfVersionOneHasOneLink() {
        HeldLink link = new HeldLink();
        PeerSession session = new PeerSession(
                (listener, share) -> link, end.bounds, end.codec, end.memory, Runnable::run, () -> 1, end);
        assertThat(session.isLinked()).isTrue();
        assertThat(session.received()).isZero();
        assertThatThrownBy(() -> session.whenQuiet(received -> {})).isInstanceOf(UnsupportedOperationException.class);
        Wire wire = end.new Wire().greet();
        assertThatThrownBy(() -> session.take(wire.end, 0, Ack::new)).isInstanceOf(UnsupportedOperationException.class);
        session.abort(AWAY);
        assertThat(session.isLinked()).isFalse();
        assertThat(List.of(session.isOpen(), session.canSuspend())).containsExactly(false, true);
    }
}
