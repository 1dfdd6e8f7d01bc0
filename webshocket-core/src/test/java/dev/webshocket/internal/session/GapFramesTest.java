package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.codec.SessionMessage.Gap;
import dev.webshocket.internal.link.HeldLink;
import dev.webshocket.internal.memory.SharedBytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session tells of channels with history: gaps and positions. */
class GapFramesTest extends QueueOfLinks {

    private static final Topic ROOM = new Topic("room", SlowConsumer.DROP_OLDEST, true);

    private final List<String> told = new ArrayList<>();

    private void report(List<String> moved) {
        reports = new ChannelReports() {
            @Override
            public List<String> moved() {
                return moved;
            }

            @Override
            public void told(List<String> positions) {
                told.addAll(positions);
            }

            @Override
            public List<String> lost(Topic dropped) {
                return List.of(dropped.channel() + ".*");
            }
        };
    }

    private PushedMessage pushed(int number) {
        return new PushedMessage(new SharedBytes(message(number)), ROOM);
    }

    @Test
    void aGapGoesBeforeTheMessagesThatWaitAndNamesEachSubscriptionOnce() {
        ResumableQueue queue = linked();
        queue.send(message(1));
        queue.send(message(2));
        queue.gap(List.of("a", "b.*"));
        queue.gap(List.of("b.*", "c"));
        link.sendAll();
        assertThat(got(link)).containsExactly(1, new Gap(List.of("a", "b.*", "c")), 2);
    }

    @Test
    void aGapIsSentAgainLikeOtherPackets() {
        ResumableQueue queue = linked();
        queue.gap(List.of("a"));
        queue.send(message(1));
        link.sendAll();
        HeldLink next = reconnect(queue, 0);
        next.sendAll();
        assertThat(got(next)).containsExactly(FIRST, new Gap(List.of("a")), 1);
        assertThat(queue.confirm(2)).isTrue();
        assertThat(memory.held()).isZero();
    }

    @Test
    void gapsWithoutEndAreNotSentToAClientThatConfirmsNothing() {
        ResumableQueue queue = linked();
        for (int i = 0; i < 100; i++) {
            queue.gap(List.of("a" + i));
            link.sendAll();
        }
        assertThat(got(link)).hasSize(64);
        queue.confirm(64);
        queue.send(message(1));
        link.sendAll();
        assertThat(got(link)).hasSize(64 + 2).endsWith(1);
    }

    @Test
    void aBeatTellsPositionsIfNothingWaits() {
        report(List.of("e.1.5"));
        ResumableQueue queue = linked();
        queue.beat();
        link.sendAll();
        assertThat(got(link)).containsExactly(new Beat(List.of("e.1.5")));
        assertThat(told).containsExactly("e.1.5");
        queue.send(message(1));
        queue.send(message(2));
        queue.beat();
        link.sendAll();
        assertThat(got(link)).endsWith(1, new Beat(List.of()), 2);
        assertThat(told).containsExactly("e.1.5");
    }

    @Test
    void noBeatIsSentForPositionsThatHaveNotMoved() {
        report(List.of());
        ResumableQueue queue = linked();
        queue.tellPositions();
        assertThat(got(link)).isEmpty();
    }

    @Test
    void aBeatIsSentForPositionsThatHaveMoved() {
        report(List.of("e.0.1"));
        ResumableQueue queue = linked();
        queue.tellPositions();
        link.sendAll();
        assertThat(got(link)).containsExactly(new Beat(List.of("e.0.1")));
    }

    @Test
    void whatIsDroppedIsAGap() {
        report(List.of());
        ResumableQueue queue = linked();
        int number = 1;
        while (queue.push(pushed(number)) && number < 100) {
            number++;
        }
        link.sendAll();
        assertThat(got(link)).contains(new Gap(List.of("room.*")));
    }
}
