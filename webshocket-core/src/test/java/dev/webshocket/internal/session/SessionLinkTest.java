package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.ResumableEnd.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link of version 2 until a session takes it. */
class SessionLinkTest {

    private static final Hello HELLO = new Hello(null, 0, List.of(), null);
    private static final Welcome WELCOME = new Welcome("id", "secret", Resumed.NO, 0, 30, 10, List.of(), null);
    private static final CloseStatus AWAY = new CloseStatus(CloseStatus.GOING_AWAY, "away");

    private final ResumableEnd end = new ResumableEnd();
    private final Wire wire = end.new Wire();

    private void assertViolation(String reason) {
        assertThat(wire.link.aborted).singleElement().satisfies(status -> {
            assertThat(status.code()).isEqualTo(CloseStatus.PROTOCOL_ERROR);
            assertThat(status.reason()).contains(reason);
        });
        assertThat(wire.opening).isEqualTo(List.of(wire.link.aborted.get(0)));
    }

    @Test
    void startsToReadWhenItIsStarted() {
        assertThat(wire.link.reading).containsExactly("start");
    }

    @Test
    void helloOpensTheLinkOfAServer() {
        wire.receive(HELLO);
        assertThat(wire.opening).containsExactly(HELLO);
        assertThat(wire.end.isOpen()).isTrue();
    }

    @Test
    void welcomeOpensTheLinkOfAClient() {
        wire.end.send(HELLO);
        assertThat(wire.sent()).containsExactly(HELLO);
        wire.receive(WELCOME);
        assertThat(wire.opening).containsExactly(WELCOME);
    }

    @Test
    void aServerExpectsHello() {
        wire.receive(WELCOME);
        assertViolation("hello");
    }

    @Test
    void aClientExpectsWelcome() {
        wire.end.send(HELLO);
        wire.receive(HELLO);
        assertViolation("welcome");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no packet", "{\"source\":4,\"data\":1}", "{\"source\":6,\"session\":{\"type\":\"ack\"}}"})
    void anythingElseFirstIsAViolation(String message) {
        wire.listener.received(message);
        assertThat(wire.opening).hasSize(1);
        assertThat(wire.link.aborted)
                .singleElement()
                .satisfies(status -> assertThat(status.code()).isEqualTo(CloseStatus.PROTOCOL_ERROR));
        wire.listener.ended(AWAY);
        wire.receive(HELLO);
        assertThat(wire.opening).as("it is told once").hasSize(1);
    }

    @Test
    void aFaultyHelloIsAViolationThatNamesTheMember() {
        wire.listener.received("{\"source\":6,\"session\":{\"type\":\"hello\",\"received\":\"many\"}}");
        assertViolation("received");
    }

    @Test
    void theEndBeforeTheFirstPacketIsAFailure() {
        wire.listener.ended(AWAY);
        wire.listener.ended(ResumableEnd.BROKEN);
        assertThat(wire.opening).containsExactly(AWAY);
        assertThat(wire.link.isReleased).isTrue();
        assertThat(wire.end.isOpen()).isFalse();
    }

    @Test
    void theEndBeforeASessionHasTakenTheLinkIsTold() {
        wire.receive(HELLO);
        assertThat(wire.end.hasEnded()).isFalse();
        wire.listener.ended(AWAY);
        wire.listener.ended(AWAY);
        assertThat(wire.opening).containsExactly(HELLO, "ended");
        assertThat(wire.end.hasEnded()).isTrue();
    }

    @Test
    void theEndOfATakenLinkIsForItsSessionAlone() {
        wire.receive(HELLO);
        end.session.take(wire.end, 0, Ack::new);
        wire.listener.ended(AWAY);
        assertThat(wire.opening).containsExactly(HELLO);
    }

    @Test
    void greetsOnce() {
        wire.end.send(HELLO);
        assertThatThrownBy(() -> wire.end.send(HELLO)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFailedGreetingAbortsTheLink() {
        wire.end.send(HELLO);
        wire.link.sending.remove().ended(new IOException("Broken pipe"));
        assertThat(wire.link.aborted).hasSize(1);
    }

    @Test
    void theSessionSendsWhenTheGreetingHasLeft() {
        wire.end.send(HELLO);
        wire.receive(WELCOME);
        end.send("one");
        assertThat(end.session.take(wire.end, 0, Ack::new)).isTrue();
        assertThat(wire.link.messages).hasSize(1);
        assertThat(wire.sent()).containsExactly(HELLO, new Ack(0), "one");
    }

    @Test
    void aLinkLostDuringItsGreetingGetsNothing() {
        wire.end.send(HELLO);
        wire.receive(WELCOME);
        end.session.take(wire.end, 0, Ack::new);
        wire.listener.ended(ResumableEnd.BROKEN);
        assertThat(wire.sent()).containsExactly(HELLO);
        assertThat(end.events).containsExactly(ResumableEnd.BROKEN);
    }

    @Test
    void messagesWaitForTheSessionWhileReadingIsSuspended() {
        wire.greet();
        wire.receive("one");
        wire.receive("two");
        assertThat(end.events).isEmpty();
        assertThat(wire.link.reading).startsWith("start", "suspend").doesNotContain("resume");
        assertThat(wire.memory.held()).isPositive();
        end.session.take(wire.end, 0, Ack::new);
        assertThat(end.events).containsExactly("one", "two");
        assertThat(end.session.received()).isEqualTo(2);
        assertThat(wire.link.reading).endsWith("resume");
        assertThat(wire.memory.held()).isZero();
    }

    @Test
    void aLinkThatCannotSuspendHoldsABoundedNumberOfBytes() {
        wire.greet();
        wire.receive("a".repeat(2000));
        assertThat(wire.link.aborted).as("one message of any size").isEmpty();
        wire.receive("b");
        assertThat(wire.link.aborted).containsExactly(Refusal.NO_MEMORY.status());
        wire.listener.ended(Refusal.NO_MEMORY.status());
        assertThat(wire.memory.held()).isZero();
        wire.receive("c");
        assertThat(wire.memory.held()).isZero();
    }

    @Test
    void theBoundOfAMessageHoldsBeforeASessionTakesTheLink() {
        wire.listener.tooBig();
        assertThat(wire.link.aborted)
                .containsExactly(new CloseStatus(CloseStatus.TOO_BIG, "a message may have 1000 bytes"));
    }

    @Test
    void aMessageMustBeWholeInTimeBeforeASessionTakesTheLink() {
        wire.end.check(1);
        assertThat(wire.link.aborted).isEmpty();
        wire.link.isMessageOverdue = true;
        wire.end.check(1);
        assertThat(wire.link.aborted).containsExactly(Refusal.LATE_MESSAGE.status());
    }

    @Test
    void afterwardsTheSessionChecksTheLink() {
        wire.greet();
        end.session.take(wire.end, 0, Ack::new);
        wire.link.isMessageOverdue = true;
        wire.end.check(1);
        assertThat(wire.link.aborted).isEmpty();
        end.pass(Duration.ofSeconds(1));
        assertThat(wire.link.aborted).hasSize(1);
    }

    @Test
    void closesWithAStatus() {
        wire.end.close(AWAY);
        assertThat(wire.link.closed).containsExactly(AWAY);
        assertThat(wire.end.isOpen()).isFalse();
        assertThat(wire.end.canSuspend()).isTrue();
    }
}
