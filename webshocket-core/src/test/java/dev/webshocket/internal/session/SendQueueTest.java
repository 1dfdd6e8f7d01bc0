package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.HeldLink;
import dev.webshocket.internal.link.SendProgress;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.memory.SharedBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The effects of a full queue, for each setting for slow consumers. */
class SendQueueTest {

    /** The overhead of each message. */
    private static final int OVERHEAD = 64;

    private static final int BOUND = 1000;
    private static final CloseStatus FAREWELL = new CloseStatus(CloseStatus.GOING_AWAY, "farewell");

    private final HeldLink link = new HeldLink();
    private final List<Refusal> cutOffs = new ArrayList<>();

    private SendQueue queue(SlowConsumer policy) {
        return new SendQueue(
                link, FrameKind.BINARY, BOUND, MemoryBudget.unbounded(), policy, cutOffs::add, System::nanoTime);
    }

    /** A message that begins with its number, and has a size in the queue. */
    private static byte[] message(int number, int cost) {
        byte[] message = new byte[cost - OVERHEAD];
        message[0] = (byte) number;
        return message;
    }

    @Test
    void aPingWaitsForItsTurn() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        assertThat(queue.pingWaits()).isFalse();
        queue.push(message(1, 200));
        queue.ping();
        assertThat(queue.pingWaits()).isTrue();
        link.sendOne();
        assertThat(queue.pingWaits()).isTrue();
        link.sendOne();
        assertThat(queue.pingWaits()).isFalse();
        queue.close(FAREWELL);
        queue.ping();
        assertThat(queue.pingWaits()).isFalse();
    }

    @Test
    void dropsOnlyAsManyOfTheOldestAsNeeded() {
        SendQueue queue = queue(SlowConsumer.DROP_OLDEST);
        for (int i = 1; i <= 5; i++) {
            assertThat(queue.push(message(i, 200))).isTrue();
        }
        assertThat(queue.push(message(6, 300))).isTrue();
        link.sendAll();
        assertThat(link.sent).containsExactly(1, 4, 5, 6);
    }

    /** Makes a queue with the pushed messages 1, which is being sent, 2 and 4; and with 3, which is not pushed. */
    private SendQueue pushedAroundAnAnswer() {
        SendQueue queue = queue(SlowConsumer.DROP_OLDEST);
        queue.push(message(1, 600));
        queue.push(message(2, 200));
        queue.send(message(3, 100));
        queue.push(message(4, 100));
        return queue;
    }

    @Test
    void dropsNothingForAMessageThatDoesNotFitAnyway() {
        SendQueue queue = pushedAroundAnAnswer();
        assertThat(queue.push(message(5, 401))).isFalse();
        link.sendAll();
        assertThat(link.sent).containsExactly(1, 2, 3, 4);
    }

    @Test
    void dropsAllWaitingMessagesButAnswersIfThatMakesRoom() {
        SendQueue queue = pushedAroundAnAnswer();
        assertThat(queue.push(message(5, 400))).isTrue();
        assertThat(queue.push(message(6, 401))).isFalse();
        link.sendAll();
        assertThat(link.sent).containsExactly(1, 3, 5);
    }

    @Test
    void doesNotDropMessagesThatAreBeingSent() {
        SendQueue queue = queue(SlowConsumer.DROP_OLDEST);
        for (int i = 1; i <= 5; i++) {
            queue.push(message(i, 200));
        }
        link.sendOne();
        link.sendOne();
        // 3 is being sent, 4 and 5 wait.
        assertThat(queue.push(message(6, 801))).isFalse();
        assertThat(queue.push(message(7, 800))).isTrue();
        link.sendAll();
        assertThat(queue.push(message(8, BOUND + 1))).isTrue();
        link.sendAll();
        assertThat(link.sent).containsExactly(1, 2, 3, 7, 8);
        assertThat(link.closed).isEmpty();
        assertThat(cutOffs).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPushDoesNotChangeTheCloseOfAConnection(SlowConsumer policy) {
        SendQueue queue = queue(policy);
        queue.push(message(1, 500));
        queue.push(message(2, 500));
        queue.close(FAREWELL);
        assertThat(queue.push(message(3, 500))).isFalse();
        link.sendAll();
        assertThat(link.sent).containsExactly(1, 2);
        assertThat(link.closed).containsExactly(FAREWELL);
        assertThat(queue.push(message(4, 500))).isFalse();
    }

    @Test
    void closesAConnectionOnceAndSendsNothingAfterTheGap() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        queue.push(message(1, 500));
        assertThat(queue.push(message(2, 501))).isFalse();
        assertThat(queue.push(message(3, 100))).isFalse();
        assertThat(queue.push(message(4, 501))).isFalse();
        link.sendAll();
        assertThat(link.sent).containsExactly(1);
        assertThat(cutOffs).containsExactly(Refusal.SLOW_CONSUMER);
    }

    @Test
    void aClosedQueueSilentlyDiscardsMessages() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        queue.push(message(1, 900));
        queue.end();
        assertThat(queue.push(message(2, 500))).isFalse();
        assertThat(queue.push(message(3, 100))).isFalse();
        assertThat(link.closed).isEmpty();
        assertThat(cutOffs).isEmpty();
    }

    /** A queue with a budget of 64 blocks that closes its connection as the engine does. */
    private SendQueue queueOf(MemoryBudget budget, List<SendQueue> givenUp) {
        SendQueue[] made = new SendQueue[1];
        MemoryShare share = budget.share(() -> {
            givenUp.add(made[0]);
            made[0].end();
        });
        made[0] = new SendQueue(
                new HeldLink(), FrameKind.BINARY, 100_000, share, SlowConsumer.CLOSE, why -> {}, System::nanoTime);
        return made[0];
    }

    @Test
    void answersAreKeptWhateverOthersDoNotRead() {
        MemoryBudget budget = new MemoryBudget(64 * 4096, Runnable::run);
        List<SendQueue> givenUp = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            SendQueue slow = queueOf(budget, givenUp);
            for (int answer = 0; answer < 4; answer++) {
                if (slow.hasRoom()) {
                    slow.send(new byte[10_000]);
                }
            }
        }
        SendQueue polite = queueOf(budget, givenUp);
        assertThat(polite.hasRoom()).isTrue();
        polite.send(new byte[50_000]);
        assertThat(givenUp).isNotEmpty().doesNotContain(polite);
        assertThat(budget.held()).isLessThan(64 * 4096);
    }

    @Test
    void aSenderWaitsForMemoryOnlyWhileItsQueueIsNotEmpty() {
        MemoryBudget budget = new MemoryBudget(64 * 4096, task -> {});
        budget.share(() -> {}).charge(64 * 4096);
        SendQueue queue = new SendQueue(
                link,
                FrameKind.BINARY,
                100_000,
                budget.share(() -> {}),
                SlowConsumer.CLOSE,
                cutOffs::add,
                System::nanoTime);
        assertThat(queue.hasRoom()).isTrue();
        queue.send(new byte[5_000]);
        List<String> woken = new ArrayList<>();
        assertThat(queue.whenRoom(() -> woken.add("woken"))).isTrue();
        link.sendOne();
        assertThat(woken).containsExactly("woken");
    }

    @Test
    void allMemoryIsReleasedWhateverHappensToTheFrames() {
        MemoryBudget budget = new MemoryBudget(1 << 20, Runnable::run);
        MemoryShare share = budget.share(() -> {});
        SendQueue queue = new SendQueue(
                link, FrameKind.BINARY, 100_000, share, SlowConsumer.DROP_OLDEST, cutOffs::add, System::nanoTime);
        SharedBytes shared = new SharedBytes(new byte[9_000]);
        for (int i = 0; i < 20; i++) {
            queue.push(new PushedMessage(shared));
            queue.push(new byte[8_000]);
            queue.send(new byte[3_000]);
            queue.ping();
        }
        assertThat(share.held()).isGreaterThan(100_000);
        link.sendOne();
        queue.end();
        assertThat(share.held()).isZero();
        assertThat(budget.held()).isZero();
        // The container may report it late, or never.
        link.sendAll();
        queue.push(new byte[1]);
        assertThat(share.held()).isZero();
        assertThat(budget.held()).isZero();
    }

    @Test
    void theSendTimeoutDoesNotCountTheWaitForAThread() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        queue.push(message(1, 200));
        SendProgress progress = link.sending.peek();
        assertThat(queue.isStuck(-1)).isTrue();
        progress.waits();
        assertThat(queue.isStuck(-1)).isFalse();
        progress.begins();
        assertThat(queue.isStuck(-1)).isTrue();
        assertThat(queue.isStuck(Duration.ofHours(1).toNanos())).isFalse();
        link.sendOne();
        assertThat(queue.isStuck(-1)).isFalse();
    }

    @Test
    void aClosedQueueClosesTheLink() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        queue.push(message(1, 200));
        assertThat(link.isReleased).isFalse();
        queue.end();
        assertThat(link.isReleased).isTrue();
    }

    /** A call's tag, which a test takes back. */
    private static final class Tag implements SendTag {

        private boolean cancelled;
        private boolean finished;

        @Override
        public boolean isWanted(boolean last) {
            return !cancelled && (last || !finished);
        }
    }

    @Test
    void unwantedMessagesAreNotQueued() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        Tag call = new Tag();
        queue.send(message(1, 100), call, false);
        call.finished = true;
        queue.send(message(2, 100), call, false);
        queue.send(message(3, 100), call, true);
        call.cancelled = true;
        queue.send(message(4, 100), call, true);
        link.sendAll();
        assertThat(link.sent).containsExactly(1, 3);
    }

    @Test
    void withdrawnMessagesMakeRoom() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        Tag call = new Tag();
        List<String> woken = new ArrayList<>();
        queue.send(message(1, 100));
        queue.send(message(2, 1000), call, false);
        queue.send(message(3, 100), new Tag(), true);
        assertThat(queue.whenRoom(() -> woken.add("woken"))).isTrue();
        queue.withdraw(call);
        assertThat(woken).containsExactly("woken");
        link.sendAll();
        assertThat(link.sent).containsExactly(1, 3);
    }

    @Test
    void aSendFailureEndsTheLinkAndIsNotARefusal() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        queue.send(message(1, 100));
        link.sending.remove().ended(new IOException("Broken pipe"));
        assertThat(link.aborted).extracting(CloseStatus::code).containsExactly(CloseStatus.ABNORMAL);
        assertThat(cutOffs).isEmpty();
    }

    @Test
    void aDuplicateCompletionSendsNothingTwice() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        queue.send(message(1, 100));
        queue.send(message(2, 100));
        queue.send(message(3, 100));
        SendProgress first = link.sending.remove();
        first.ended(null);
        first.ended(null);
        assertThat(link.sent).containsExactly(1, 2);
    }

    @Test
    void aSharedTextIsDecodedOnce() {
        SharedBytes shared = new SharedBytes("text for many".getBytes(StandardCharsets.UTF_8));
        QueuedFrame one = QueuedFrame.shared(FrameKind.TEXT, new PushedMessage(shared));
        QueuedFrame other = QueuedFrame.shared(FrameKind.TEXT, new PushedMessage(shared));
        String text = one.text();
        assertThat(text).isEqualTo("text for many");
        assertThat(other.text()).isSameAs(text);
    }

    @Test
    void onlyMessagesOfSeveralMayBePutOffByTheLink() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        queue.send(message(1, 100));
        queue.sendGathered(message(2, 100));
        queue.push(new PushedMessage(new SharedBytes(message(3, 100))));
        queue.push(message(4, 100));
        link.sendAll();
        assertThat(link.sent).containsExactly(1, 2, 3, 4);
        assertThat(link.gathered).containsExactly(2, 3);
    }
}
