package dev.webshocket.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is sent, dropped and closed where a queue is full, as the slow-consumer setting says. */
class OutboundQueueTest {

    /** What each message costs beside its bytes. */
    private static final int OVERHEAD = 64;

    private static final int BOUND = 1000;
    private static final CloseReason FAREWELL = new CloseReason(CloseCodes.GOING_AWAY, "farewell");

    /** A container that is done with a message when the test says so. */
    private static final class Writer implements FrameWriter {

        final List<Integer> sent = new ArrayList<>();
        final List<CloseReason> closed = new ArrayList<>();
        private final Deque<Consumer<Throwable>> sending = new ArrayDeque<>();

        @Override
        public void write(FrameKind kind, byte[] message, Consumer<Throwable> done) {
            sent.add(kind == FrameKind.PING ? 0 : (int) message[0]);
            sending.add(done);
        }

        @Override
        public void close(CloseReason reason) {
            closed.add(reason);
        }

        void sendOne() {
            sending.remove().accept(null);
        }

        void sendAll() {
            while (!sending.isEmpty()) {
                sendOne();
            }
        }
    }

    private final Writer writer = new Writer();

    private OutboundQueue queue(SlowConsumer policy) {
        return new OutboundQueue(writer, FrameKind.BINARY, BOUND, policy);
    }

    /** A message that begins with a number by which it is known, and costs so much in the queue. */
    private static byte[] message(int number, int cost) {
        byte[] message = new byte[cost - OVERHEAD];
        message[0] = (byte) number;
        return message;
    }

    @Test
    void aPingWaitsForItsTurn() {
        OutboundQueue queue = queue(SlowConsumer.CLOSE);
        assertThat(queue.pingWaits()).isFalse();
        queue.push(message(1, 200));
        queue.ping();
        assertThat(queue.pingWaits()).isTrue();
        writer.sendOne();
        assertThat(queue.pingWaits()).isTrue();
        writer.sendOne();
        assertThat(queue.pingWaits()).isFalse();
        queue.close(FAREWELL);
        queue.ping();
        assertThat(queue.pingWaits()).isFalse();
    }

    @Test
    void theOldestMakeRoomAndNoMoreOfThemThanNeeded() {
        OutboundQueue queue = queue(SlowConsumer.DROP_OLDEST);
        for (int i = 1; i <= 5; i++) {
            assertThat(queue.push(message(i, 200))).isTrue();
        }
        assertThat(queue.push(message(6, 300))).isTrue();
        writer.sendAll();
        assertThat(writer.sent).containsExactly(1, 4, 5, 6);
    }

    /** Holds pushed messages that are 1, which is being sent, 2 and 4; and 3, which is none. */
    private OutboundQueue pushedAroundAnAnswer() {
        OutboundQueue queue = queue(SlowConsumer.DROP_OLDEST);
        queue.push(message(1, 600));
        queue.push(message(2, 200));
        queue.queue(message(3, 100));
        queue.push(message(4, 100));
        return queue;
    }

    @Test
    void nothingIsDroppedForAMessageThatFindsNoRoomEvenSo() {
        OutboundQueue queue = pushedAroundAnAnswer();
        assertThat(queue.push(message(5, 401))).isFalse();
        writer.sendAll();
        assertThat(writer.sent).containsExactly(1, 2, 3, 4);
    }

    @Test
    void allThatWaitIsDroppedWhereThatMakesRoomButAnAnswer() {
        OutboundQueue queue = pushedAroundAnAnswer();
        assertThat(queue.push(message(5, 400))).isTrue();
        assertThat(queue.push(message(6, 401))).isFalse();
        writer.sendAll();
        assertThat(writer.sent).containsExactly(1, 3, 5);
    }

    @Test
    void whatIsBeingSentOrHasBeenSentMakesNoRoom() {
        OutboundQueue queue = queue(SlowConsumer.DROP_OLDEST);
        for (int i = 1; i <= 5; i++) {
            queue.push(message(i, 200));
        }
        writer.sendOne();
        writer.sendOne();
        // 3 is being sent, 4 and 5 wait.
        assertThat(queue.push(message(6, 801))).isFalse();
        assertThat(queue.push(message(7, 800))).isTrue();
        writer.sendAll();
        assertThat(queue.push(message(8, BOUND + 1))).isTrue();
        writer.sendAll();
        assertThat(writer.sent).containsExactly(1, 2, 3, 7, 8);
        assertThat(writer.closed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPushDoesNotChangeHowAConnectionCloses(SlowConsumer policy) {
        OutboundQueue queue = queue(policy);
        queue.push(message(1, 500));
        queue.push(message(2, 500));
        queue.close(FAREWELL);
        assertThat(queue.push(message(3, 500))).isFalse();
        writer.sendAll();
        assertThat(writer.sent).containsExactly(1, 2);
        assertThat(writer.closed).containsExactly(FAREWELL);
        assertThat(queue.push(message(4, 500))).isFalse();
    }

    @Test
    void aConnectionIsCutOffOnceAndGetsNothingAfterTheGap() {
        OutboundQueue queue = queue(SlowConsumer.CLOSE);
        queue.push(message(1, 500));
        assertThat(queue.push(message(2, 501))).isFalse();
        assertThat(queue.push(message(3, 100))).isFalse();
        assertThat(queue.push(message(4, 501))).isFalse();
        writer.sendAll();
        assertThat(writer.sent).containsExactly(1);
        assertThat(writer.closed)
                .extracting(reason -> reason.getCloseCode().getCode())
                .containsExactly(1008);
    }

    @Test
    void aClosedQueueTakesNothingAndTellsNobody() {
        OutboundQueue queue = queue(SlowConsumer.CLOSE);
        queue.push(message(1, 900));
        queue.shut();
        assertThat(queue.push(message(2, 500))).isFalse();
        assertThat(queue.push(message(3, 100))).isFalse();
        assertThat(writer.closed).isEmpty();
    }
}
