package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.HeldLink;
import dev.webshocket.internal.memory.SharedBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes that a session may hold until they are confirmed. */
class ResumableQueueRoomTest extends QueueOfLinks {

    @Test
    void holdsItsBytesUntilTheyAreConfirmed() {
        ResumableQueue queue = linked();
        queue.send(message(1, 10));
        link.sendAll();
        assertThat(memory.held()).isEqualTo(74);
        assertThat(queue.hasRoom()).isTrue();
        queue.send(message(2, 936));
        link.sendAll();
        assertThat(queue.hasRoom()).isFalse();
        List<String> told = new ArrayList<>();
        assertThat(queue.whenRoom(() -> told.add("room"))).isTrue();
        assertThat(queue.queuedBytes()).isEqualTo(1074);
        queue.confirm(1);
        assertThat(queue.queuedBytes()).isEqualTo(1000);
        assertThat(told).as("a sixteenth of the bound has to be free").isEmpty();
        queue.confirm(2);
        assertThat(told).containsExactly("room");
        assertThat(memory.held()).isZero();
    }

    @Test
    void aBufferBelowItsBoundTakesAMessageOfAnySize() {
        ResumableQueue queue = linked();
        assertThat(queue.push(message(1, 900))).isTrue();
        assertThat(queue.push(message(2, 100_000))).isTrue();
        assertThat(queue.push(message(3))).isFalse();
        assertThat(refusals).containsExactly(Refusal.SLOW_CONSUMER);
    }

    @ParameterizedTest
    @EnumSource
    void aPushedMessageWithoutRoomEndsASessionWithoutALink(SlowConsumer policy) {
        ResumableQueue queue = linked(policy);
        queue.disconnect(link);
        queue.push(message(1, 2000));
        assertThat(refusals).isEmpty();
        assertThat(queue.push(message(2))).isFalse();
        assertThat(refusals).containsExactly(Refusal.FULL_WITHOUT_LINK);
        assertThat(queue.push(message(3))).isFalse();
        queue.send(message(4));
        assertThat(refusals).hasSize(1);
    }

    @Test
    void answersWithoutRoomEndASessionWithoutALink() {
        ResumableQueue queue = linked();
        queue.send(message(1, 3000));
        queue.send(message(2));
        assertThat(refusals).as("with a link they are taken").isEmpty();
        queue.disconnect(link);
        queue.send(message(3));
        assertThat(refusals).containsExactly(Refusal.FULL_WITHOUT_LINK);
        queue.end();
        assertThat(memory.held()).isZero();
    }

    @Test
    void aSenderThatWaitsForRoomDoesNotEndTheSession() throws Exception {
        ResumableQueue queue = linked();
        queue.disconnect(link);
        queue.send(message(1, 1500));
        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> queue.sendWaiting(message(2)));
        HeldLink next = reconnect(queue, 0);
        next.sendAll();
        queue.confirm(1);
        sent.get(20, TimeUnit.SECONDS);
        next.sendAll();
        assertThat(got(next)).containsExactly(FIRST, 1, 2);
        assertThat(refusals).isEmpty();
    }

    /** A message for many of 64 bytes and its overhead. */
    private static PushedMessage shared(int number, Topic topic) {
        return new PushedMessage(new SharedBytes(message(number, 64)), topic);
    }

    private static Topic latest(String channel) {
        return new Topic(channel, SlowConsumer.CONFLATE, false);
    }

    @Test
    void theNewestOfAChannelFindsRoomForAClientThatConfirmsNothing() {
        ResumableQueue queue = linked();
        for (int i = 1; i <= 50; i++) {
            assertThat(queue.push(shared(i, latest("a")))).isTrue();
            link.sendAll();
        }
        assertThat(queue.push(shared(51, latest("b")))).isTrue();
        assertThat(refusals).isEmpty();
        assertThat(got(link)).containsExactly(1, 2, 3);

        queue.confirm(3);
        link.sendAll();
        assertThat(got(link)).containsExactly(1, 2, 3, 50, 51);
        assertThat(queue.waitingChannels()).isZero();
    }

    @Test
    void theOldestAreDroppedForAClientThatConfirmsNothing() {
        ResumableQueue queue = linked(SlowConsumer.DROP_OLDEST);
        for (int i = 1; i <= 50; i++) {
            assertThat(queue.push(shared(i, null))).isTrue();
            link.sendAll();
        }
        queue.confirm(3);
        link.sendAll();
        assertThat(got(link)).as("half of the bound is for the newest").containsExactly(1, 2, 3, 46, 47, 48);
        queue.confirm(6);
        link.sendAll();
        assertThat(got(link)).endsWith(48, 49, 50).hasSize(8);
    }

    @Test
    void whatIsNeverDroppedDoesNotWaitForConfirmations() {
        ResumableQueue queue = linked(SlowConsumer.DROP_NEWEST);
        for (int i = 1; i <= 7; i++) {
            assertThat(queue.push(shared(i, null))).isTrue();
        }
        link.sendAll();
        assertThat(got(link)).hasSize(7);
    }

    @Test
    void aMessageOfAnySizeIsSentWhereNothingWaitsForConfirmation() {
        ResumableQueue queue = linked(SlowConsumer.DROP_OLDEST);
        assertThat(queue.push(message(1, 2000))).isTrue();
        link.sendAll();
        assertThat(got(link)).containsExactly(1);
    }

    @Test
    void whatWaitsForConfirmationsIsSentBeforeTheLinkIsClosed() {
        ResumableQueue queue = linked(SlowConsumer.DROP_OLDEST);
        for (int i = 1; i <= 7; i++) {
            queue.push(shared(i, null));
        }
        link.sendAll();
        assertThat(got(link)).containsExactly(1, 2, 3);
        queue.close(CloseStatus.of(1000, null));
        link.sendAll();
        assertThat(got(link)).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(link.closed).hasSize(1);
    }
}
