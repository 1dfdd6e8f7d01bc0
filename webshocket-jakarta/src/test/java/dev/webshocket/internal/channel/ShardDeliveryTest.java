package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
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
    private final ShardDelivery delivery = new ShardDelivery(channel -> subscribers);

    private static LogEntry entry(String epoch, long offset) {
        return new LogEntry(new LogPosition(epoch, 3, offset), 0, "room.1", new byte[] {1}, new byte[] {2}, Set.of());
    }

    /** A connection that notes what happens to it. */
    private final class Noting implements Receiver {

        final List<String> notes = new ArrayList<>();
        boolean wants = true;
        boolean fails;

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
        public boolean wants(LogEntry entry) {
            return wants;
        }

        @Override
        public boolean enqueue(PushedMessage message) {
            notes.add("enqueue");
            return !fails;
        }

        @Override
        public void flush() {
            notes.add("flush");
            if (fails) {
                throw new IllegalStateException("the container fails");
            }
        }
    }

    @Test
    void aMessageIsQueuedFirstAndSentLater() {
        Noting receiver = new Noting();
        Noting away = new Noting();
        away.wants = false;
        Runnable rest = delivery.deliver(entry("e", 1), null);
        assertThat(receiver.notes).containsExactly("enqueue");
        rest.run();
        assertThat(receiver.notes).containsExactly("enqueue", "flush");
        assertThat(away.notes).isEmpty();
    }

    @Test
    void oneThatFailsDoesNotKeepAMessageFromOthers() {
        Noting first = new Noting();
        first.fails = true;
        Noting second = new Noting();
        Runnable rest = delivery.deliver(entry("e", 1), null);
        assertThatIllegalStateException().isThrownBy(rest::run).withMessage("the container fails");
        assertThat(first.notes).as("it may have to be ended").containsExactly("enqueue", "flush");
        assertThat(second.notes).containsExactly("enqueue", "flush");
    }

    @Test
    void eachPublisherLearnsTheCountOfItsOwnMessage() {
        new Noting();
        delivery.beginPublishing();
        delivery.beginPublishing();
        delivery.deliver(entry("e", 1), null);
        new Noting();
        delivery.deliver(entry("e", 2), null);
        assertThat(delivery.endPublishing(new LogPosition("e", 3, 2))).isEqualTo(2);
        assertThat(delivery.endPublishing(new LogPosition("e", 3, 1))).isEqualTo(1);
        delivery.deliver(entry("e", 3), null);
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
            delivery.deliver(entry("e", offset), null);
        }
        assertThat(delivery.counts()).isLessThan(5_000);
        assertThat(delivery.endPublishing(new LogPosition("e", 3, 10_000))).isEqualTo(1);
        assertThat(delivery.counts()).isZero();
    }

    @Test
    void whoHasReadAllMaySwitchToWhatIsNew() {
        delivery.begin(new LogPosition("e", 3, 5));
        List<String> ran = new ArrayList<>();
        assertThat(delivery.runIfDelivered(new LogPosition("e", 3, 4), () -> ran.add("early")))
                .isFalse();
        assertThat(delivery.runIfDelivered(new LogPosition("e", 3, 5), () -> ran.add("there")))
                .isTrue();
        delivery.deliver(entry("e", 6), null);
        assertThat(delivery.delivered()).isEqualTo(new LogPosition("e", 3, 6));
        assertThat(delivery.runIfDelivered(new LogPosition("e", 3, 5), () -> ran.add("late")))
                .isFalse();
        assertThat(delivery.runIfDelivered(new LogPosition("other", 3, 9), () -> ran.add("elsewhere")))
                .isFalse();
        assertThat(ran).containsExactly("there");
    }

    @Test
    void aMessageThatCameBeforeTheHeadIsNotForgotten() {
        delivery.deliver(entry("e", 6), null);
        delivery.begin(new LogPosition("e", 3, 5));
        assertThat(delivery.delivered()).isEqualTo(new LogPosition("e", 3, 6));
    }
}
