package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.HeldLink;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.memory.SharedBytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Messages for many, whose channels have policies of their own, in a queue with a link. */
class PushedMessagesTest {

    /** The overhead of each message. */
    private static final int OVERHEAD = 64;

    private static final int BOUND = 1000;

    private final HeldLink link = new HeldLink();
    private final List<Refusal> cutOffs = new ArrayList<>();
    private final List<String> drops = new ArrayList<>();
    private final MemoryBudget budget = new MemoryBudget(1 << 20, Runnable::run);
    private final MemoryShare memory = budget.share(() -> {});

    private SendQueue queue(SlowConsumer setting) {
        SendQueue queue = new SendQueue(link, FrameKind.BINARY, BOUND, memory, setting, cutOffs::add, System::nanoTime);
        queue.onDrop(topic -> drops.add(topic.channel()));
        return queue;
    }

    /** A message that begins with its number, and has a size in the queue. */
    private static PushedMessage message(int number, int cost, Topic topic) {
        byte[] message = new byte[cost - OVERHEAD];
        message[0] = (byte) number;
        return new PushedMessage(new SharedBytes(message), topic);
    }

    private static Topic latest(String channel) {
        return new Topic(channel, SlowConsumer.CONFLATE, false);
    }

    @Test
    void whatIsEnqueuedIsSentByItsCaller() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        Enqueued first = queue.enqueue(message(1, 100, null));
        Enqueued second = queue.enqueue(message(2, 100, null));
        assertThat(first.isQueued() && second.isQueued()).isTrue();
        queue.push(message(3, 100, null));
        second.send();
        assertThat(link.sent).as("the first one has the right to send").isEmpty();
        first.send();
        assertThat(link.sent).containsExactly(1);
        link.sendAll();
        assertThat(link.sent).containsExactly(1, 2, 3);
    }

    @Test
    void whatIsEnqueuedWhileAnotherMessageIsSentFollowsIt() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        queue.push(message(1, 100, null));
        Enqueued second = queue.enqueue(message(2, 100, null));
        link.sendAll();
        assertThat(link.sent).containsExactly(1, 2);
        second.send();
        assertThat(link.sent).hasSize(2);
    }

    @Test
    void theCallerEndsTheSessionOfAClientWithoutRoomOnce() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        queue.push(message(1, 500, null));
        Enqueued second = queue.enqueue(message(2, 501, null));
        Enqueued third = queue.enqueue(message(3, 100, null));
        assertThat(second.isQueued() || third.isQueued()).isFalse();
        assertThat(cutOffs).isEmpty();
        third.send();
        second.send();
        assertThat(cutOffs).containsExactly(Refusal.SLOW_CONSUMER);
        link.sendAll();
        assertThat(link.sent).containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CONFLATE")
    void aTopicHasAPolicyOfItsOwn(SlowConsumer setting) {
        SendQueue queue = queue(setting);
        queue.push(message(1, 400, null));
        queue.push(message(2, 300, null));
        assertThat(queue.push(message(3, 400, new Topic("a", SlowConsumer.DROP_NEWEST, true))))
                .isFalse();
        assertThat(queue.push(message(4, 400, new Topic("b", SlowConsumer.DROP_OLDEST, true))))
                .isTrue();
        assertThat(drops).containsExactly("a");
        assertThat(cutOffs).isEmpty();
        assertThat(queue.push(message(5, 400, new Topic("c", SlowConsumer.CLOSE, true))))
                .isFalse();
        assertThat(cutOffs).containsExactly(Refusal.SLOW_CONSUMER);
        link.sendAll();
        assertThat(link.sent).containsExactly(1, 4);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CONFLATE")
    void aTopicWithoutAPolicyFollowsTheSetting(SlowConsumer setting) {
        SendQueue queue = queue(setting);
        queue.push(message(1, 400, null));
        queue.push(message(2, 300, new Topic("a", null, true)));
        assertThat(queue.push(message(3, 400, new Topic("b", null, true))))
                .isEqualTo(setting == SlowConsumer.DROP_OLDEST);
        assertThat(drops)
                .isEqualTo(
                        switch (setting) {
                            case DROP_OLDEST -> List.of("a");
                            case DROP_NEWEST -> List.of("b");
                            default -> List.of();
                        });
        assertThat(cutOffs).hasSize(setting == SlowConsumer.CLOSE ? 1 : 0);
    }

    @Test
    void onlyDropsThatAreMissedAreTold() {
        SendQueue queue = queue(SlowConsumer.DROP_OLDEST);
        queue.push(message(1, 400, null));
        queue.push(message(2, 150, null));
        queue.push(message(3, 150, new Topic("quiet", null, false)));
        queue.push(message(4, 150, new Topic("told", null, true)));
        queue.push(message(5, 150, new Topic("told", null, true)));
        assertThat(queue.push(message(6, 600, null))).isTrue();
        assertThat(drops).containsExactly("told", "told");
        assertThat(queue.push(message(7, 700, new Topic("too long", null, true))))
                .isFalse();
        assertThat(drops).containsExactly("told", "told", "too long");
    }

    @Test
    void onlyTheNewestOfAConflatedChannelWaits() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        queue.push(message(1, 100, latest("a")));
        queue.push(message(2, 100, latest("a")));
        queue.push(message(3, 100, latest("b")));
        queue.push(message(4, 100, null));
        queue.push(message(5, 100, latest("a")));
        for (int i = 0; i < 1000; i++) {
            queue.push(message(6, 100, latest("b")));
        }
        assertThat(memory.held()).isEqualTo(4 * 100);
        link.sendAll();
        assertThat(link.sent).containsExactly(1, 4, 5, 6);
        assertThat(memory.held()).isZero();
        queue.push(message(7, 100, latest("a")));
        queue.push(message(8, 100, latest("a")));
        link.sendAll();
        assertThat(link.sent).endsWith(7, 8);
        assertThat(drops).isEmpty();
    }

    @Test
    void theChannelsOfConflatedMessagesAreForgottenWithThem() {
        SendQueue queue = queue(SlowConsumer.DROP_OLDEST);
        queue.push(message(1, 300, null));
        queue.push(message(2, 300, latest("a")));
        // Drops 2, so that 4 has nothing to replace.
        queue.push(message(3, 600, null));
        queue.push(message(4, 100, latest("a")));
        queue.push(message(5, 100, latest("a")));
        link.sendAll();
        assertThat(link.sent).containsExactly(1, 3, 5);
        assertThat(memory.held()).isZero();
        assertThat(queue.waitingChannels()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CONFLATE")
    void theSettingDecidesWhereEvenTheNewestDoNotFit(SlowConsumer setting) {
        SendQueue queue = queue(setting);
        queue.push(message(1, 400, latest("a")));
        queue.push(message(2, 300, latest("a")));
        queue.push(message(3, 300, latest("b")));
        assertThat(queue.push(message(4, 300, latest("c")))).isEqualTo(setting == SlowConsumer.DROP_OLDEST);
        link.sendAll();
        assertThat(link.sent)
                .containsExactlyElementsOf(
                        switch (setting) {
                            case CLOSE -> List.of(1, 2, 3);
                            case DROP_OLDEST -> List.of(1, 3, 4);
                            default -> List.of(1, 2, 3);
                        });
        assertThat(cutOffs).hasSize(setting == SlowConsumer.CLOSE ? 1 : 0);
        assertThat(drops).isEmpty();
    }

    @Test
    void theEndReleasesWhatWaits() {
        SendQueue queue = queue(SlowConsumer.CLOSE);
        queue.push(message(1, 100, null));
        queue.push(message(2, 100, latest("a")));
        queue.end();
        assertThat(queue.push(message(3, 100, latest("a")))).isFalse();
        assertThat(memory.held()).isZero();
        assertThat(budget.held()).isZero();
        assertThat(queue.waitingChannels()).isZero();
    }
}
