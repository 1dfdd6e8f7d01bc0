package dev.webshocket.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.memory.SharedBytes;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
        boolean isShut;
        private final Deque<Progress> sending = new ArrayDeque<>();

        @Override
        public void write(FrameKind kind, byte[] message, Progress progress) {
            sent.add(kind == FrameKind.PING ? 0 : (int) message[0]);
            sending.add(progress);
        }

        @Override
        public void close(CloseReason reason) {
            closed.add(reason);
        }

        @Override
        public void shut() {
            isShut = true;
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
        return new OutboundQueue(writer, FrameKind.BINARY, BOUND, MemoryBudget.unbounded(), policy);
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

    /** A queue of a budget of 64 blocks that gives up its connection as the engine does. */
    private OutboundQueue queueOf(MemoryBudget budget, List<OutboundQueue> givenUp) {
        OutboundQueue[] made = new OutboundQueue[1];
        MemoryShare share = budget.share(() -> {
            givenUp.add(made[0]);
            made[0].shut();
        });
        made[0] = new OutboundQueue(new Writer(), FrameKind.BINARY, 100_000, share, SlowConsumer.CLOSE);
        return made[0];
    }

    @Test
    void anAnswerIsNeverLostForWhatOthersDoNotRead() {
        MemoryBudget budget = new MemoryBudget(64 * 4096, Runnable::run);
        List<OutboundQueue> givenUp = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            OutboundQueue slow = queueOf(budget, givenUp);
            for (int answer = 0; answer < 4; answer++) {
                if (slow.hasRoom()) {
                    slow.queue(new byte[10_000]);
                }
            }
        }
        OutboundQueue polite = queueOf(budget, givenUp);
        assertThat(polite.hasRoom()).isTrue();
        polite.queue(new byte[50_000]);
        assertThat(givenUp).isNotEmpty().doesNotContain(polite);
        assertThat(budget.held()).isLessThan(64 * 4096);
    }

    @Test
    void aSenderWaitsForMemoryOnlyWhileItsOwnQueueHasSomething() {
        MemoryBudget budget = new MemoryBudget(64 * 4096, task -> {});
        budget.share(() -> {}).charge(64 * 4096);
        OutboundQueue queue =
                new OutboundQueue(writer, FrameKind.BINARY, 100_000, budget.share(() -> {}), SlowConsumer.CLOSE);
        assertThat(queue.hasRoom()).isTrue();
        queue.queue(new byte[5_000]);
        List<String> woken = new ArrayList<>();
        assertThat(queue.whenRoom(() -> woken.add("woken"))).isTrue();
        writer.sendOne();
        assertThat(woken).containsExactly("woken");
    }

    @Test
    void allIsGivenBackWhateverBecomesOfTheFrames() {
        MemoryBudget budget = new MemoryBudget(1 << 20, Runnable::run);
        MemoryShare share = budget.share(() -> {});
        OutboundQueue queue = new OutboundQueue(writer, FrameKind.BINARY, 100_000, share, SlowConsumer.DROP_OLDEST);
        SharedBytes shared = new SharedBytes(new byte[9_000]);
        for (int i = 0; i < 20; i++) {
            queue.push(shared);
            queue.push(new byte[8_000]);
            queue.queue(new byte[3_000]);
            queue.ping();
        }
        assertThat(share.held()).isGreaterThan(100_000);
        writer.sendOne();
        queue.shut();
        assertThat(share.held()).isZero();
        assertThat(budget.held()).isZero();
        // The container may say so late, or never.
        writer.sendAll();
        queue.push(new byte[1]);
        assertThat(share.held()).isZero();
        assertThat(budget.held()).isZero();
    }

    @Test
    void aMessageThatWaitsForAThreadIsNotStuck() {
        OutboundQueue queue = queue(SlowConsumer.CLOSE);
        queue.push(message(1, 200));
        FrameWriter.Progress progress = writer.sending.peek();
        assertThat(queue.isStuck(-1)).isTrue();
        progress.waits();
        assertThat(queue.isStuck(-1)).isFalse();
        progress.begins();
        assertThat(queue.isStuck(-1)).isTrue();
        assertThat(queue.isStuck(Duration.ofHours(1).toNanos())).isFalse();
        writer.sendOne();
        assertThat(queue.isStuck(-1)).isFalse();
    }

    @Test
    void itsEndIsTheWritersToo() {
        OutboundQueue queue = queue(SlowConsumer.CLOSE);
        queue.push(message(1, 200));
        assertThat(writer.isShut).isFalse();
        queue.shut();
        assertThat(writer.isShut).isTrue();
    }
}
