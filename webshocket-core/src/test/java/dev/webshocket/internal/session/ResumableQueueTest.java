package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.HeldLink;
import dev.webshocket.internal.memory.SharedBytes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session sends over links that come and go. */
class ResumableQueueTest extends QueueOfLinks {

    private static final class Tag implements SendTag {

        @Override
        public boolean isWanted(boolean last) {
            return true;
        }
    }

    @Test
    void waitsForALink() {
        ResumableQueue queue = queue();
        queue.send(message(1));
        queue.send(message(2));
        connect(queue, link);
        link.sendAll();
        queue.send(message(3));
        assertThat(got(link)).containsExactly(FIRST, 1, 2, 3);
    }

    @Test
    void sendsAgainWhatTheOtherSideHasNotReceivedBeforeAllElse() {
        ResumableQueue queue = linked();
        for (int number = 1; number <= 3; number++) {
            queue.send(message(number));
            link.sendAll();
        }
        queue.disconnect(link);
        queue.send(message(4));
        HeldLink next = reconnect(queue, 1);
        queue.send(message(5));
        assertThat(got(next)).containsExactly(FIRST);
        next.sendAll();
        assertThat(got(next)).containsExactly(FIRST, 2, 3, 4, 5);
    }

    @Test
    void sendsAgainAsOftenAsLinksAreLost() {
        ResumableQueue queue = linked();
        queue.send(message(1));
        queue.send(message(2));
        HeldLink second = reconnect(queue, 0);
        second.sendOne();
        assertThat(got(second)).containsExactly(FIRST, 1);
        HeldLink third = reconnect(queue, 1);
        third.sendAll();
        assertThat(got(third)).containsExactly(FIRST, 2);
        HeldLink fourth = reconnect(queue, 2);
        fourth.sendAll();
        assertThat(got(fourth)).containsExactly(FIRST);
        assertThat(memory.held()).isZero();
    }

    @Test
    void aConfirmationMayComeAfterTheEnd() {
        ResumableQueue queue = linked();
        queue.send(message(1));
        queue.send(message(2));
        link.sendAll();
        queue.end();
        assertThat(queue.confirm(2)).isTrue();
        assertThat(queue.restart(1)).isFalse();
        assertThat(memory.held()).isZero();
    }

    @Test
    void aCountThatCannotBeTrueChangesNothing() {
        ResumableQueue queue = linked();
        queue.send(message(1));
        queue.send(message(2));
        link.sendAll();
        assertThat(queue.confirm(1)).isTrue();
        assertThat(queue.restart(0)).isFalse();
        assertThat(queue.restart(3)).isFalse();
        assertThat(queue.link()).isSameAs(link);
        queue.send(message(3));
        assertThat(got(link)).containsExactly(1, 2, 3);
        assertThat(queue.confirm(4)).isFalse();
        assertThat(queue.confirm(3)).isTrue();
        assertThat(memory.held()).isZero();
    }

    @Test
    void aPacketThatWaitsHasNoNumber() {
        ResumableQueue queue = linked();
        queue.send(message(1));
        queue.send(message(2));
        assertThat(queue.restart(2)).isFalse();
        assertThat(queue.confirm(2)).isFalse();
    }

    @Test
    void onlyWhatTheCurrentLinkHasGotCanBeConfirmed() {
        ResumableQueue queue = linked();
        queue.send(message(1));
        queue.send(message(2));
        link.sendAll();
        HeldLink next = reconnect(queue, 0);
        assertThat(queue.confirm(1)).isFalse();
        next.sendAll();
        assertThat(queue.confirm(2)).isTrue();
        assertThat(queue.confirm(1)).as("an old confirmation").isTrue();
    }

    @Test
    void aPacketMayBeConfirmedBeforeItsSendingIsComplete() {
        ResumableQueue queue = linked();
        queue.send(message(1));
        assertThat(queue.confirm(1)).isTrue();
        assertThat(memory.held()).isZero();
        queue.send(message(2));
        link.sendAll();
        assertThat(got(link)).containsExactly(1, 2);
    }

    @Test
    void withdrawsOnlyWhatNoLinkHasGot() {
        ResumableQueue queue = linked();
        Tag tag = new Tag();
        queue.send(message(1), tag, false);
        queue.send(message(2), tag, true);
        queue.withdraw(tag);
        HeldLink next = reconnect(queue, 0);
        queue.withdraw(tag);
        next.sendAll();
        assertThat(got(next)).containsExactly(FIRST, 1);
    }

    @Test
    void dropsOnlyPushedMessagesThatNoLinkHasGot() {
        ResumableQueue queue = linked(SlowConsumer.DROP_OLDEST);
        queue.push(message(1, 500));
        link.sendAll();
        queue.push(message(2, 500));
        queue.push(new PushedMessage(new SharedBytes(message(3, 500))));
        assertThat(queue.push(message(4, 500))).isTrue();
        link.sendAll();
        assertThat(got(link)).containsExactly(1);
        queue.confirm(1);
        link.sendAll();
        assertThat(got(link)).containsExactly(1, 4);
        queue.confirm(2);
        assertThat(memory.held()).isZero();
    }

    @Test
    void dropsTheNewestWhereWhatLinksHaveGotIsTooMuch() {
        ResumableQueue queue = linked(SlowConsumer.DROP_OLDEST);
        queue.push(message(1, 1500));
        link.sendAll();
        assertThat(queue.push(message(2))).isFalse();
        queue.confirm(1);
        assertThat(queue.push(message(3))).isTrue();
        link.sendAll();
        assertThat(got(link)).containsExactly(1, 3);
    }

    private static PushedMessage ofChannel(int number, int cost, String channel) {
        return new PushedMessage(
                new SharedBytes(message(number, cost)), new Topic(channel, SlowConsumer.CONFLATE, false));
    }

    @Test
    void onlyTheNewestOfAConflatedChannelWaitsWithAndWithoutALink() {
        ResumableQueue queue = linked();
        queue.push(ofChannel(1, 100, "a"));
        queue.push(ofChannel(2, 100, "a"));
        queue.push(ofChannel(3, 100, "a"));
        queue.disconnect(link);
        for (int i = 0; i < 100; i++) {
            queue.push(ofChannel(4, 100, "a"));
            queue.push(ofChannel(5, 100, "b"));
            assertThat(queue.push(ofChannel(6, 100, "c"))).isTrue();
        }
        assertThat(memory.held()).isEqualTo(4 * (100 + 64));
        HeldLink next = reconnect(queue, 0);
        next.sendAll();
        assertThat(got(next)).as("1 has a number, so it stays").containsExactly(FIRST, 1, 4, 5);
        queue.confirm(1);
        next.sendAll();
        assertThat(got(next)).containsExactly(FIRST, 1, 4, 5, 6);
        queue.confirm(4);
        assertThat(memory.held()).isZero();
        assertThat(queue.waitingChannels()).isZero();
    }

    @Test
    void aMessageWithoutRoomEndsASessionThatIsAwayByItsCaller() {
        ResumableQueue queue = queue();
        assertThat(queue.push(ofChannel(1, 500, "a"))).isTrue();
        assertThat(queue.push(ofChannel(2, 500, "b"))).isTrue();
        Enqueued third = queue.enqueue(ofChannel(3, 100, "c"));
        assertThat(third.isQueued()).isFalse();
        assertThat(refusals).isEmpty();
        third.send();
        assertThat(refusals).containsExactly(Refusal.FULL_WITHOUT_LINK);
        assertThat(queue.push(ofChannel(4, 100, "a"))).isFalse();
    }

    @Test
    void confirmationsAndBeatsGoAheadAndOnceEach() {
        ResumableQueue queue = linked();
        queue.send(message(1));
        queue.send(message(2));
        received = 5;
        queue.beat();
        queue.beat();
        queue.acknowledge();
        received = 6;
        queue.acknowledge();
        link.sendOne();
        assertThat(got(link)).containsExactly(1, new Ack(6));
        assertThat(queue.acknowledged()).isEqualTo(6);
        queue.beat();
        link.sendAll();
        assertThat(got(link)).containsExactly(1, new Ack(6), new Beat(List.of()), 2);
        assertThat(queue.confirm(3)).as("they have no numbers").isFalse();
    }

    @Test
    void theFirstPacketOfALinkConfirmsToo() {
        ResumableQueue queue = queue();
        assertThat(queue.acknowledged()).isZero();
        connect(queue, link);
        assertThat(queue.acknowledged()).isEqualTo(77);
    }

    @Test
    void nothingIsDueToALinkThatIsLost() {
        ResumableQueue queue = linked();
        queue.send(message(1));
        queue.beat();
        queue.acknowledge();
        queue.disconnect(link);
        queue.beat();
        queue.acknowledge();
        HeldLink next = reconnect(queue, 1);
        next.sendAll();
        assertThat(got(next)).containsExactly(FIRST);
    }

    @Test
    void theEndOfSendingOverALostLinkDoesNotMatter() {
        ResumableQueue queue = linked();
        queue.send(message(1));
        queue.send(message(2));
        HeldLink next = reconnect(queue, 0);
        link.sendAll();
        assertThat(got(link)).containsExactly(1);
        assertThat(got(next)).containsExactly(FIRST);
        link.sending.clear();
        queue.disconnect(link);
        assertThat(queue.link()).as("of two links the newest counts").isSameAs(next);
    }

    @Test
    void aFailureAbortsOnlyTheLinkItHappenedOn() {
        ResumableQueue queue = linked();
        queue.send(message(1));
        HeldLink next = reconnect(queue, 0);
        link.sending.remove().ended(new IOException("Broken pipe"));
        assertThat(link.aborted).hasSize(1);
        assertThat(next.aborted).isEmpty();
    }

    @Test
    void theTimeOfALostLinkDoesNotRunOn() {
        ResumableQueue queue = linked();
        queue.send(message(1));
        now += 100;
        assertThat(queue.isStuck(50)).isTrue();
        queue.disconnect(link);
        assertThat(queue.isStuck(50)).isFalse();
        link.sending.remove().begins();
        now += 100;
        assertThat(queue.isStuck(50)).isFalse();
    }

    @Test
    void knowsWhenItLastSent() {
        ResumableQueue queue = linked();
        assertThat(queue.lastSent()).isEqualTo(1);
        now = 50;
        queue.send(message(1));
        assertThat(queue.lastSent()).isEqualTo(50);
        now = 60;
        queue.send(message(2));
        assertThat(queue.lastSent()).isEqualTo(50);
    }

    @Test
    void closesWhenAllHasBeenSentAgain() {
        CloseStatus away = new CloseStatus(CloseStatus.GOING_AWAY, "away");
        ResumableQueue queue = linked();
        queue.send(message(1));
        queue.disconnect(link);
        queue.close(away);
        assertThat(link.closed).isEmpty();
        HeldLink next = reconnect(queue, 0);
        next.sendOne();
        assertThat(next.closed).isEmpty();
        next.sendAll();
        assertThat(got(next)).containsExactly(FIRST, 1);
        assertThat(next.closed).containsExactly(away);
    }

    @Test
    void forgetsEverythingAtItsEnd() {
        ResumableQueue queue = linked();
        queue.send(message(1));
        queue.push(new PushedMessage(new SharedBytes(message(2))));
        link.sendAll();
        queue.send(message(3));
        queue.send(message(4));
        queue.end();
        assertThat(memory.held()).isZero();
        assertThat(queue.isClosed()).isTrue();
        assertThat(link.isReleased).isTrue();
    }
}
