package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.ResumableEnd.Wire;
import dev.webshocket.internal.session.SessionTerms.Side;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a session of version 2 confirms, sends beats, and takes a link for lost. */
class LinkWatchTest {

    private static final int TIMEOUT = 3008;
    private static final Beat BEAT = new Beat(List.of());

    private final ResumableEnd end = new ResumableEnd();

    /** A link on which this side has been silent from now on. */
    private Wire linked() {
        Wire wire = end.take(0);
        assertThat(wire.sent()).containsExactly(new Ack(0));
        wire.link.messages.clear();
        return wire;
    }

    private void assertLost(Wire wire, String reason) {
        assertThat(wire.link.aborted).singleElement().satisfies(status -> {
            assertThat(status.code()).isEqualTo(TIMEOUT);
            assertThat(status.reason()).contains(reason);
        });
        assertThat(end.events).containsExactly(wire.link.aborted.get(0));
        assertThat(wire.link.isReleased).isTrue();
        assertThat(end.session.isOpen()).isTrue();
        assertThat(end.session.isLinked()).isFalse();
    }

    @Test
    void confirmsAfter32Packets() {
        Wire wire = linked();
        for (int i = 1; i <= 31; i++) {
            wire.receive(i);
        }
        assertThat(wire.sent()).isEmpty();
        wire.receive(32);
        assertThat(wire.sent()).containsExactly(new Ack(32));
        for (int i = 33; i <= 63; i++) {
            wire.receive(i);
        }
        assertThat(wire.sent()).hasSize(1);
        wire.receive(64);
        assertThat(wire.sent()).containsExactly(new Ack(32), new Ack(64));
    }

    @Test
    void confirmsAfter32KiB() {
        Wire wire = linked();
        String message = "a".repeat((16 << 10) - 30);
        wire.receive(message);
        wire.receive("b");
        assertThat(wire.sent()).isEmpty();
        wire.receive(message);
        assertThat(wire.sent()).containsExactly(new Ack(3));
        wire.receive(message);
        assertThat(wire.sent()).as("bytes are counted anew").hasSize(1);
        wire.receive("c".repeat(32 << 10));
        assertThat(wire.sent()).containsExactly(new Ack(3), new Ack(5));
    }

    @Test
    void confirmsAtTheNextCheck() {
        Wire wire = linked();
        wire.receive("one");
        end.pass(PeerSession.CHECK_INTERVAL);
        assertThat(wire.sent()).containsExactly(new Ack(1));
        end.pass(Duration.ofSeconds(2));
        assertThat(wire.sent()).hasSize(1);
    }

    @Test
    void sendsABeatWhenNothingElseWasSentForThatLong() {
        Wire wire = linked();
        end.pass(Duration.ofMillis(9_500));
        assertThat(wire.sent()).isEmpty();
        end.pass(Duration.ofMillis(500));
        assertThat(wire.sent()).containsExactly(BEAT);
        end.pass(Duration.ofSeconds(5));
        end.send("a");
        end.pass(Duration.ofMillis(9_500));
        assertThat(wire.sent()).containsExactly(BEAT, "a");
        end.pass(Duration.ofMillis(500));
        assertThat(wire.sent()).containsExactly(BEAT, "a", BEAT);
    }

    @Test
    void answersAtOnceAfterHalfABeatOfSilence() {
        Wire wire = linked();
        end.pass(Duration.ofMillis(4_500));
        wire.receive(BEAT);
        assertThat(wire.sent()).isEmpty();
        end.pass(Duration.ofMillis(500));
        wire.receive(BEAT);
        assertThat(wire.sent()).containsExactly(BEAT);
        wire.receive(BEAT);
        assertThat(wire.sent()).as("beats are not answered without end").hasSize(1);
    }

    @Test
    void anAnswerToTheMessageIsSignOfLifeEnough() {
        Wire wire = linked();
        end.pass(Duration.ofSeconds(6));
        end.whileHandling = () -> end.send("answer");
        wire.receive("call");
        assertThat(wire.sent()).containsExactly("answer");
    }

    @Test
    void takesTheLinkForLostAfterTwoAndAHalfBeatsOfSilence() {
        Wire wire = linked();
        end.pass(Duration.ofMillis(24_500));
        wire.sent();
        assertThat(wire.link.aborted).isEmpty();
        end.pass(Duration.ofMillis(1_000));
        assertLost(wire, "sign of life");
    }

    @Test
    void anySignOfLifeBeginsTheTimeAnew() {
        Wire wire = linked();
        for (Runnable sign : List.<Runnable>of(() -> wire.listener.heard(), () -> wire.listener.heard())) {
            end.pass(Duration.ofSeconds(20));
            wire.sent();
            sign.run();
        }
        end.pass(Duration.ofSeconds(20));
        assertThat(wire.link.aborted).isEmpty();
    }

    @Test
    void aPauseOfTheWholeMachineIsNoSilence() {
        Wire wire = linked();
        end.pass(Duration.ofHours(1), Duration.ofMinutes(10));
        wire.sent();
        assertThat(wire.link.aborted).isEmpty();
    }

    @Test
    void thereIsNoSilenceWhileReadingIsSuspended() {
        Wire wire = linked();
        end.session.suspend();
        end.pass(Duration.ofSeconds(100));
        assertThat(wire.link.aborted).isEmpty();
        end.session.resume();
        end.pass(Duration.ofSeconds(26));
        assertLost(wire, "sign of life");
    }

    @Test
    void thereIsNoSilenceWhileAMessageIsBeingHandled() {
        Wire wire = linked();
        end.whileHandling = () -> {
            for (int i = 0; i < 100; i++) {
                end.pass(Duration.ofSeconds(1));
                wire.sent();
            }
        };
        wire.receive("one");
        assertThat(wire.link.aborted).isEmpty();
    }

    @Test
    void takesTheLinkForLostWhenAMessageIsNotTaken() {
        Wire wire = end.take(0);
        end.stalls = true;
        end.pass(Duration.ofSeconds(9));
        assertThat(wire.link.aborted).isEmpty();
        end.pass(Duration.ofMillis(500));
        assertLost(wire, "could not be sent in time");
        Wire next = end.take(0);
        assertThat(next.sent()).containsExactly(new Ack(0));
        end.pass(Duration.ofSeconds(9));
        assertThat(next.link.aborted).isEmpty();
    }

    @Test
    void takesTheLinkForLostWhenAMessageIsNotWhole() {
        Wire wire = linked();
        end.pass(Duration.ofSeconds(1));
        wire.link.isMessageOverdue = true;
        end.pass(Duration.ofSeconds(1));
        assertLost(wire, "not whole in time");
    }

    @Test
    void withoutBeatsAndTimeoutsNothingIsLate() {
        ResumableEnd patient = new ResumableEnd(Side.SERVER, ResumableEnd.KEEP, Duration.ZERO);
        Wire wire = patient.take(0);
        wire.sent();
        patient.pass(Duration.ofMinutes(10));
        wire.receive("one");
        assertThat(wire.sent()).containsExactly(new Ack(0));
        assertThat(wire.link.aborted).isEmpty();
        patient.pass(PeerSession.CHECK_INTERVAL);
        assertThat(wire.sent()).containsExactly(new Ack(0), new Ack(1));
    }

    @Test
    void twoBeatsBoundTheTransferOfAMessageToo() {
        ResumableEnd quick = new ResumableEnd(Side.SERVER, ResumableEnd.KEEP, Duration.ofSeconds(2));
        Wire wire = quick.take(0);
        quick.stalls = true;
        quick.pass(Duration.ofSeconds(4));
        assertThat(wire.link.aborted).isEmpty();
        wire.listener.heard();
        quick.pass(Duration.ofMillis(500));
        assertThat(wire.link.aborted)
                .singleElement()
                .satisfies(status -> assertThat(status.reason()).contains("sent in time"));
    }

    @Test
    void aNewLinkBeginsItsTimeAnew() {
        Wire first = linked();
        end.pass(Duration.ofSeconds(20));
        first.sent();
        Wire second = end.take(0);
        second.sent();
        end.pass(Duration.ofSeconds(20));
        second.sent();
        assertThat(second.link.aborted).isEmpty();
    }

    @Test
    void aLostLinkGetsNeitherConfirmationsNorBeats() {
        Wire wire = linked();
        wire.receive("one");
        wire.listener.ended(ResumableEnd.BROKEN);
        end.pass(Duration.ofSeconds(20));
        assertThat(wire.sent()).isEmpty();
        assertThat(wire.link.aborted).isEmpty();
    }

    @Test
    void theCodesOfLostLinksKeepTheSession() {
        assertThat(Stream.of(Side.values()))
                .noneMatch(side -> ManyLinks.endsSession(new CloseStatus(TIMEOUT, ""), side));
    }
}
