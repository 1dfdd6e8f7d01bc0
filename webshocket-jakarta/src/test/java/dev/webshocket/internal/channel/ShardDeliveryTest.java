package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.session.Enqueued;
import dev.webshocket.internal.session.PushedMessage;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The steps of a delivery, and what a connection that catches up asks it. */
class ShardDeliveryTest {

    private final Codec codec = new Codec(Encoding.JSON, new Binding(), 64);
    private final List<Receiver> subscribers = new ArrayList<>();
    private final ShardDelivery delivery = new ShardDelivery(audience -> subscribers);

    private static LoggedMessage message(long offset, boolean kept) {
        LogEntry entry =
                new LogEntry(new LogPosition("e", 3, offset), 0, "room.1", new byte[] {1}, new byte[] {2}, Set.of());
        return new LoggedMessage(entry, null, kept);
    }

    /** A connection that notes what happens to it. */
    private final class Noting implements Receiver {

        final List<String> notes = new ArrayList<>();
        boolean wants = true;
        Runnable failure = () -> {};

        Noting() {
            subscribers.add(this);
        }

        @Override
        public ClientConnection connection() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String endpoint() {
            return "/ws";
        }

        @Override
        public boolean isListening() {
            return true;
        }

        @Override
        public Codec codec() {
            return codec;
        }

        @Override
        public boolean push(PushedMessage message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean wants(LoggedMessage message) {
            return wants;
        }

        @Override
        public Enqueued enqueue(PushedMessage message) {
            notes.add("enqueue");
            return new Enqueued() {

                @Override
                public boolean isQueued() {
                    return true;
                }

                @Override
                public void send() {
                    notes.add("send");
                    failure.run();
                }
            };
        }
    }

    @Test
    void aMessageIsQueuedFirstAndSentLater() {
        Noting receiver = new Noting();
        Noting away = new Noting();
        away.wants = false;
        Runnable rest = delivery.deliver(message(1, true));
        assertThat(receiver.notes).containsExactly("enqueue");
        rest.run();
        assertThat(receiver.notes).containsExactly("enqueue", "send");
        assertThat(away.notes).isEmpty();
    }

    @Test
    void thoseThatFailDoNotKeepAMessageFromOthers() {
        Noting first = new Noting();
        first.failure = () -> {
            throw new StackOverflowError("the container fails");
        };
        Noting second = new Noting();
        second.failure = () -> {
            throw new IllegalStateException("it fails again");
        };
        Noting third = new Noting();
        Runnable rest = delivery.deliver(message(1, true));
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(rest::run)
                .withMessage("the container fails");
        assertThat(List.of(first, second, third))
                .allSatisfy(each -> assertThat(each.notes).containsExactly("enqueue", "send"));

        first.failure = () -> {};
        assertThatIllegalStateException()
                .isThrownBy(delivery.deliver(message(2, true))::run)
                .withMessage("it fails again");
    }

    @Test
    void eachPublisherLearnsTheCountOfItsOwnMessage() {
        new Noting();
        delivery.beginPublishing();
        delivery.beginPublishing();
        delivery.deliver(message(1, true));
        new Noting();
        delivery.deliver(message(2, true));
        assertThat(delivery.endPublishing(new LogPosition("e", 3, 2))).isEqualTo(2);
        assertThat(delivery.endPublishing(new LogPosition("e", 3, 1))).isEqualTo(1);
        delivery.deliver(message(3, true));
        delivery.beginPublishing();
        assertThat(delivery.endPublishing(new LogPosition("e", 3, 3)))
                .as("nobody published then")
                .isZero();
        delivery.beginPublishing();
        assertThat(delivery.endPublishing(null)).isZero();
    }

    @Test
    void whatOthersPublishTakesABoundedPlace() {
        new Noting();
        delivery.beginPublishing();
        for (int offset = 1; offset <= 10_000; offset++) {
            delivery.deliver(message(offset, true));
        }
        assertThat(delivery.counts()).isLessThan(5_000);
        assertThat(delivery.endPublishing(new LogPosition("e", 3, 10_000))).isEqualTo(1);
        assertThat(delivery.counts()).isZero();
    }

    @Test
    void onlyMessagesThatAreKeptMovePositions() {
        delivery.begin(new LogPosition("e", 3, 5));
        assertThat(delivery.told()).isEqualTo(new LogPosition("e", 3, 5));
        delivery.deliver(message(6, false));
        assertThat(delivery.delivered()).isEqualTo(new LogPosition("e", 3, 6));
        assertThat(delivery.told()).isEqualTo(new LogPosition("e", 3, 5));
        delivery.deliver(message(7, true));
        assertThat(delivery.told()).isEqualTo(new LogPosition("e", 3, 7));
        delivery.goOnBehind(new LogPosition("next", 3, 2));
        assertThat(delivery.delivered()).isEqualTo(new LogPosition("next", 3, 2));
        assertThat(delivery.told()).isEqualTo(new LogPosition("next", 3, 2));
    }

    @Test
    void aMessageThatCameBeforeTheHeadIsNotForgotten() {
        delivery.deliver(message(6, true));
        delivery.begin(new LogPosition("e", 3, 5));
        assertThat(delivery.delivered()).isEqualTo(new LogPosition("e", 3, 6));
    }
}
