package dev.webshocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.client.ClientException;
import dev.webshocket.client.WhenDown;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An exception while one message is sent does not stop the others. */
class BacklogTest {

    private final List<String> events = new ArrayList<>();

    /** A message that records that it is sent, or throws. */
    private final class Message implements Submission {

        private final String name;
        private final Throwable failure;
        boolean failsToFail;
        boolean failsToLeave;
        private int asked;

        Message(String name, Throwable failure) {
            this.name = name;
            this.failure = failure;
        }

        @Override
        public int bytes() {
            if (failsToLeave && ++asked == 3) {
                throw new OutOfMemoryError("injected");
            }
            return 1;
        }

        @Override
        public void sendOn(ClientSession session) {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            events.add(name + " sent");
        }

        @Override
        public void failed(Supplier<? extends ClientException> why) {
            if (failsToFail) {
                throw new OutOfMemoryError("still no heap");
            }
            events.add(name + " failed: " + why.get().getMessage());
        }
    }

    static List<Throwable> failures() {
        return List.of(new OutOfMemoryError("no heap"), new IllegalStateException("no heap"));
    }

    private static Backlog open() {
        Backlog backlog = new Backlog(100, 1000, WhenDown.WAIT);
        backlog.attach(IdleSession.create());
        backlog.open();
        return backlog;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aMessageThatCannotBeSentFailsAlone(Throwable failure) {
        Backlog backlog = open();
        backlog.submit(new Message("one", failure), null);
        backlog.submit(new Message("two", null), null);

        assertThat(events).hasSize(2);
        assertThat(events.get(0)).startsWith("one failed: WEBSHOCKET-0337").contains("no heap");
        assertThat(events.get(1)).isEqualTo("two sent");
        assertThat(backlog.size()).isZero();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void messagesWaitingBehindItAreSent(Throwable failure) {
        Backlog backlog = new Backlog(100, 1000, WhenDown.WAIT);
        backlog.submit(new Message("one", failure), null);
        backlog.submit(new Message("two", null), null);
        backlog.attach(IdleSession.create());
        backlog.open();
        backlog.kick();

        assertThat(events).hasSize(2).contains("two sent");
    }

    /** A failure before a message is sent, when it is unknown which one. */
    @Test
    void anErrorBetweenTwoMessagesFailsOnlyTheNextOne() {
        Backlog backlog = new Backlog(100, 1000, WhenDown.WAIT);
        Message one = new Message("one", null);
        one.failsToLeave = true;
        // Its length is read once when it is added, then when its turn comes.
        one.asked = 1;
        backlog.submit(one, null);
        backlog.submit(new Message("two", null), null);
        backlog.attach(IdleSession.create());
        backlog.open();
        backlog.kick();
        backlog.submit(new Message("three", null), null);

        assertThat(events).hasSize(3);
        assertThat(events.get(0)).startsWith("one failed: WEBSHOCKET-0337").contains("injected");
        assertThat(events).endsWith("two sent", "three sent");
        assertThat(backlog.size()).isZero();
    }

    @Test
    void aFailedSenderIsReplaced() {
        Backlog backlog = open();
        Message dying = new Message("one", new OutOfMemoryError("no heap"));
        dying.failsToFail = true;
        assertThatThrownBy(() -> backlog.submit(dying, null)).hasMessage("still no heap");
        backlog.submit(new Message("two", null), null);

        assertThat(events).containsExactly("two sent");
        assertThat(backlog.size()).isZero();
    }
}
