package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.codec.SessionMessage.Gap;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Refresh;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.ResumableEnd.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session of version 2 receives, and how links take over from each other. */
class ResumableSessionTest {

    private static final CloseStatus AWAY = new CloseStatus(CloseStatus.GOING_AWAY, "away");
    private static final CloseStatus REPLACED = new CloseStatus(4001, "another socket has taken the session over");

    private final ResumableEnd end = new ResumableEnd();

    @Test
    void isOpenBeforeItHasALink() {
        assertThat(end.session.isOpen()).isTrue();
        assertThat(end.session.isLinked()).isFalse();
        Wire wire = end.take(0);
        assertThat(end.session.isLinked()).isTrue();
        assertThat(end.events).as("the first link is not news").isEmpty();
        wire.listener.ended(ResumableEnd.BROKEN);
        assertThat(end.session.isOpen()).isTrue();
        assertThat(end.session.isLinked()).isFalse();
    }

    @Test
    void countsAllThatIsNumbered() {
        Wire wire = end.take(0);
        wire.receive("one");
        wire.listener.received("no packet");
        wire.receive(new Gap(List.of("news")));
        wire.receive(new Refresh("token"));
        wire.listener.received("{\"source\":6,\"session\":{\"type\":\"novelty\"}}");
        assertThat(end.events).containsExactly("one", "malformed", new Gap(List.of("news")), new Refresh("token"));
        assertThat(end.session.received()).isEqualTo(5);
        wire.receive(new Beat(List.of()));
        wire.receive(new Ack(0));
        assertThat(end.session.received()).isEqualTo(5);
    }

    @Test
    void countsAMessageBeforeItIsHandled() {
        Wire wire = end.take(0);
        List<Long> counts = new ArrayList<>();
        end.whileHandling = () -> counts.add(end.session.received());
        wire.receive("one");
        wire.receive("two");
        assertThat(counts).containsExactly(1L, 2L);
    }

    @Test
    void aSecondHelloIsAViolation() {
        Wire wire = end.take(0);
        wire.receive(new Hello(null, 0, List.of(), null));
        assertViolation(wire, "once");
    }

    @Test
    void anAckBeyondWhatWasSentIsAViolation() {
        Wire wire = end.take(0);
        end.send("one");
        wire.sent();
        wire.receive(new Ack(1));
        assertThat(end.memory.held()).isZero();
        wire.receive(new Ack(2));
        assertViolation(wire, "more than were sent");
    }

    @Test
    void anIllTypedMemberIsAViolation() {
        Wire wire = end.take(0);
        wire.listener.received("{\"source\":6,\"session\":{\"type\":\"ack\",\"received\":\"all\"}}");
        assertViolation(wire, "received");
    }

    private void assertViolation(Wire wire, String reason) {
        assertThat(wire.link.aborted).singleElement().satisfies(status -> {
            assertThat(status.code()).isEqualTo(CloseStatus.PROTOCOL_ERROR);
            assertThat(status.reason()).contains(reason);
        });
        wire.receive("late");
        assertThat(end.events).isEmpty();
        wire.listener.ended(wire.link.aborted.get(0));
        assertThat(end.ends).containsExactly(new SessionEnd(wire.link.aborted.get(0), true));
    }

    @Test
    void aLinkInPlaceOfALostOneGoesOnWhereThatEnded() {
        Wire first = end.take(0);
        end.send("a");
        end.send("b");
        assertThat(first.sent()).containsExactly(new Ack(0), "a", "b");
        first.receive("one");
        first.listener.ended(ResumableEnd.BROKEN);
        end.send("c");
        Wire second = end.take(1);
        second.receive("two");
        assertThat(second.sent()).containsExactly(new Ack(1), "b", "c");
        assertThat(end.events).containsExactly("one", ResumableEnd.BROKEN, "resumed", "two");
        assertThat(first.link.isReleased).isTrue();
    }

    @Test
    void aLinkInPlaceOfAnOpenOneClosesThat() {
        Wire first = end.take(0);
        end.send("a");
        Wire second = end.take(0);
        assertThat(first.link.aborted).containsExactly(REPLACED);
        first.receive("dropped");
        first.listener.ended(REPLACED);
        first.sent();
        assertThat(second.sent()).containsExactly(new Ack(0), "a");
        assertThat(end.events).containsExactly(REPLACED, "resumed");
        assertThat(end.session.received()).isZero();
        assertThat(end.session.isLinked()).isTrue();
        assertThat(end.ends).isEmpty();
    }

    @Test
    void aCountThatCannotBeTrueIsRefusedAndChangesNothing() {
        Wire wire = end.take(0);
        end.send("a");
        wire.sent();
        wire.receive(new Ack(1));
        for (long count : new long[] {0, 2}) {
            Wire other = end.new Wire().greet();
            assertThat(end.session.take(other.end, count, Ack::new)).isFalse();
            assertThat(other.link.aborted).isEmpty();
        }
        end.send("b");
        wire.receive("one");
        assertThat(wire.sent()).containsExactly(new Ack(0), "a", "b");
        assertThat(end.events).containsExactly("one");
    }

    @Test
    void aClosingSessionTakesNoLink() {
        end.take(0);
        end.session.retire();
        Wire other = end.new Wire().greet();
        assertThat(end.session.take(other.end, 0, Ack::new)).isFalse();
    }

    @Test
    void aTakeOverWaitsUntilTheMessageOfTheOldLinkHasBeenHandled() {
        Wire first = end.take(0);
        List<Wire> second = new ArrayList<>();
        end.whileHandling = () -> {
            end.whileHandling = () -> {};
            second.add(end.take(0));
            second.get(0).receive("two");
            end.events.add("handled");
            assertThat(second.get(0).sent()).isEmpty();
            assertThat(end.session.isLinked()).isFalse();
        };
        first.receive("one");
        assertThat(end.events).containsExactly("one", REPLACED, "handled", "resumed", "two");
        assertThat(second.get(0).sent()).containsExactly(new Ack(1));
    }

    @Test
    void ofSeveralLinksThatWaitTheNewestIsTaken() {
        Wire first = end.take(0);
        List<Wire> later = new ArrayList<>();
        end.whileHandling = () -> {
            end.whileHandling = () -> {};
            later.add(end.take(0));
            later.add(end.take(0));
        };
        first.receive("one");
        assertThat(later.get(0).link.aborted).containsExactly(REPLACED);
        assertThat(later.get(0).sent()).isEmpty();
        assertThat(later.get(1).sent()).containsExactly(new Ack(1));
        assertThat(end.events).containsExactly("one", REPLACED, "resumed");
    }

    @Test
    void aLinkThatEndsBeforeItIsTakenOverIsForgotten() {
        Wire first = end.take(0);
        end.whileHandling = () -> {
            end.whileHandling = () -> {};
            Wire second = end.take(0);
            second.listener.ended(ResumableEnd.BROKEN);
        };
        first.receive("one");
        assertThat(end.events).containsExactly("one", REPLACED, "resumed", ResumableEnd.BROKEN);
        assertThat(end.session.isLinked()).isFalse();
        assertThat(end.take(0).sent()).containsExactly(new Ack(1));
    }

    @Test
    void aLinkThatHasEndedIsLostAtOnce() {
        Wire wire = end.new Wire().greet();
        wire.listener.ended(ResumableEnd.BROKEN);
        assertThat(end.session.take(wire.end, 0, Ack::new)).isTrue();
        assertThat(end.session.isLinked()).isFalse();
        assertThat(end.session.isOpen()).isTrue();
        assertThat(wire.sent()).isEmpty();
        assertThat(end.events).containsExactly(ResumableEnd.BROKEN);
        Wire again = end.new Wire().greet();
        again.listener.ended(ResumableEnd.BROKEN);
        end.session.take(again.end, 0, Ack::new);
        assertThat(end.events).containsExactly(ResumableEnd.BROKEN, "resumed", ResumableEnd.BROKEN);
    }

    @Test
    void theCountForHelloIsFinalWhenNoMessageIsBeingHandled() {
        Wire wire = end.take(0);
        List<Long> counts = new ArrayList<>();
        end.whileHandling = () -> {
            wire.listener.ended(ResumableEnd.BROKEN);
            end.session.whenQuiet(counts::add);
            wire.receive("dropped");
            assertThat(counts).isEmpty();
        };
        wire.receive("one");
        assertThat(counts).containsExactly(1L);
        end.session.whenQuiet(counts::add);
        assertThat(counts).containsExactly(1L, 1L);
    }

    @Test
    void nothingIsAskedOfASessionThatHasEnded() {
        Wire wire = end.take(0);
        List<Long> counts = new ArrayList<>();
        end.session.whenQuiet(counts::add);
        assertThat(counts).as("it has a link").isEmpty();
        end.session.terminate(AWAY);
        assertThat(counts).isEmpty();
        assertThat(wire.link.aborted).contains(AWAY);
    }

    @Test
    void aMessageWaitsWhileAnotherOneIsBeingHandled() {
        Wire wire = end.take(0);
        end.whileHandling = () -> {
            end.whileHandling = () -> {};
            wire.receive("two");
            wire.receive("three");
            end.events.add("handled");
        };
        wire.receive("one");
        assertThat(end.events).containsExactly("one", "handled", "two", "three");
        assertThat(wire.link.reading).containsSubsequence("suspend", "resume");
    }

    @Test
    void messagesWaitWhileReadingIsSuspended() {
        Wire wire = end.take(0);
        end.session.suspend();
        wire.receive("one");
        wire.receive("two");
        assertThat(end.events).isEmpty();
        assertThat(end.session.received()).isZero();
        wire.link.whileResuming = () -> {
            wire.link.whileResuming = () -> {};
            wire.receive("three");
        };
        end.session.resume();
        assertThat(end.events).containsExactly("one", "two", "three");
        assertThat(wire.link.reading).endsWith("resume");
    }

    @Test
    void aSuspensionHoldsForLaterLinksToo() {
        Wire first = end.take(0);
        end.session.suspend();
        first.receive("uncounted");
        first.listener.ended(ResumableEnd.BROKEN);
        assertThat(first.memory.held()).isZero();
        Wire second = end.take(0);
        assertThat(second.link.reading).endsWith("suspend");
        second.receive("one");
        assertThat(end.events).containsExactly(ResumableEnd.BROKEN, "resumed");
        end.session.resume();
        assertThat(end.events).endsWith("one");
    }

    @Test
    void aMessageThatSuspendsReadingIsTheLastToBeHandled() {
        Wire wire = end.take(0);
        end.session.suspend();
        wire.receive("one");
        wire.receive("two");
        end.whileHandling = end.session::suspend;
        end.session.resume();
        assertThat(end.events).containsExactly("one");
        assertThat(wire.link.reading).endsWith("suspend");
        end.session.resume();
        assertThat(end.events).containsExactly("one", "two");
    }

    @Test
    void aListenerThatFailsStopsNothing() {
        Wire wire = end.take(0);
        end.whileHandling = () -> {
            throw new IllegalStateException("no");
        };
        assertThatThrownBy(() -> wire.receive("one")).hasMessage("no");
        end.session.suspend();
        wire.receive("two");
        wire.receive("three");
        assertThatThrownBy(end.session::resume).hasMessage("no");
        assertThat(end.events).containsExactly("one", "two", "three");
        assertThat(end.session.received()).isEqualTo(3);
        assertThat(wire.link.reading).endsWith("resume");
    }

    @Test
    void aListenerThatFailsForALostLinkDoesNotStopTheNextOne() {
        end.take(0);
        end.whenSuspended = () -> {
            throw new IllegalStateException("no");
        };
        Wire next = end.new Wire().greet();
        assertThatThrownBy(() -> end.session.take(next.end, 0, Ack::new)).isInstanceOf(IllegalStateException.class);
        assertThat(end.events).containsExactly(LinkSuccession.REPLACED, "resumed");
        assertThat(next.sent()).containsExactly(new Ack(0));
    }

    @Test
    void aFirstPacketThatFailsStopsNothing() {
        Wire wire = end.new Wire().greet();
        assertThatThrownBy(() -> end.session.take(wire.end, 0, received -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(end.take(0).sent()).containsExactly(new Ack(0));
    }

    @Test
    void theFirstPacketIsMadeWhenItIsSent() {
        Wire wire = end.new Wire().greet();
        List<Welcome> made = new ArrayList<>();
        end.session.take(wire.end, 0, received -> {
            assertThat(end.session.isLinked()).isTrue();
            Welcome welcome = new Welcome("id", "secret", Resumed.NO, received, 30, 10, List.of(), null);
            made.add(welcome);
            return welcome;
        });
        assertThat(wire.sent()).isEqualTo(made).hasSize(1);
    }

    @Test
    void refusesAMessageThatIsTooBig() {
        Wire wire = end.take(0);
        wire.listener.tooBig();
        assertThat(wire.link.aborted)
                .containsExactly(new CloseStatus(CloseStatus.TOO_BIG, "a message may have 1000 bytes"));
        wire.listener.ended(wire.link.aborted.get(0));
        assertThat(end.ends)
                .singleElement()
                .satisfies(how -> assertThat(how.local()).isTrue());
    }

    @Test
    void losesALinkWhenThereIsNoMemoryForAMessage() {
        Wire wire = end.take(0);
        wire.listener.noRoom();
        assertThat(wire.link.aborted).containsExactly(Refusal.NO_MEMORY.status());
        assertThat(end.events).containsExactly(Refusal.NO_MEMORY.status());
        assertThat(end.ends).isEmpty();
    }

    @Test
    void aReplacedLinkCannotEndTheSession() {
        Wire first = end.take(0);
        end.take(0);
        first.listener.tooBig();
        first.listener.noRoom();
        first.listener.heard();
        first.listener.ended(new CloseStatus(CloseStatus.NORMAL, ""));
        assertThat(end.session.isOpen()).isTrue();
        assertThat(end.session.isLinked()).isTrue();
    }

    @Test
    void canSuspendAsItsLinksCan() {
        assertThat(end.session.canSuspend()).isTrue();
    }
}
