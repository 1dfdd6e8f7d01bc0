package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.HeldLink;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.memory.SharedBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a session sends over links that come and go. */
class ResumableQueueTest {

    private static final int BOUND = 1000;
    private static final SessionMessage FIRST = new Ack(77);

    private final Codec codec =
            new Codec(Encoding.JSON, new Binding(), 64, Integer.MAX_VALUE, Set.of(), ProtocolVersion.V2);
    private final MemoryShare memory = MemoryBudget.unbounded();
    private final List<Refusal> refusals = new ArrayList<>();
    private final HeldLink link = new HeldLink();
    private long received;
    private long now = 1;

    private ResumableQueue queue(SlowConsumer policy) {
        ControlFrames control = new ControlFrames(codec, FrameKind.TEXT, () -> received);
        NumberedFrames frames = new NumberedFrames(BOUND, memory, control);
        return new ResumableQueue(FrameKind.TEXT, frames, control, policy, refusals::add, () -> now);
    }

    private ResumableQueue queue() {
        return queue(SlowConsumer.CLOSE);
    }

    private ResumableQueue linked(SlowConsumer policy) {
        ResumableQueue queue = queue(policy);
        connect(queue, link);
        link.sendAll();
        link.messages.clear();
        return queue;
    }

    private ResumableQueue linked() {
        return linked(SlowConsumer.CLOSE);
    }

    private static void connect(ResumableQueue queue, HeldLink to) {
        LinkWriter.write(queue.connect(to, FIRST, 77));
    }

    private HeldLink reconnect(ResumableQueue queue, long peerReceived) {
        HeldLink next = new HeldLink();
        assertThat(queue.restart(peerReceived)).isTrue();
        connect(queue, next);
        return next;
    }

    /** A message of some bytes, the first of which is its number. */
    private static byte[] message(int number, int length) {
        byte[] message = new byte[length];
        message[0] = (byte) number;
        return message;
    }

    private static byte[] message(int number) {
        return message(number, 1);
    }

    /** What a link got: numbers, and the packets of source SESSION. */
    private List<Object> got(HeldLink by) {
        List<Object> got = new ArrayList<>();
        for (byte[] message : by.messages) {
            if (message[0] != '{') {
                got.add((int) message[0]);
                continue;
            }
            try {
                got.add(codec.open(message).session());
            } catch (MalformedPacketException e) {
                throw new AssertionError(e);
            }
        }
        return got;
    }

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
    void holdsItsBytesUntilTheyAreConfirmed() {
        ResumableQueue queue = linked();
        queue.send(message(1, 600));
        link.sendAll();
        assertThat(memory.held()).isEqualTo(664);
        assertThat(queue.hasRoom()).isTrue();
        queue.send(message(2, 600));
        link.sendAll();
        assertThat(queue.hasRoom()).isFalse();
        List<String> told = new ArrayList<>();
        assertThat(queue.whenRoom(() -> told.add("room"))).isTrue();
        queue.confirm(1);
        assertThat(told).as("half of the bound has to be free").isEmpty();
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
        queue.push(new SharedBytes(message(3, 500)));
        assertThat(queue.push(message(4, 500)))
                .as("what links have got is too much")
                .isFalse();
        link.sendAll();
        assertThat(got(link)).containsExactly(1, 2);
        queue.confirm(2);
        assertThat(memory.held()).isZero();
        queue.push(message(5, 500));
        queue.push(message(6, 500));
        queue.push(message(7, 500));
        link.sendAll();
        assertThat(got(link)).containsExactly(1, 2, 5, 7);
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
        queue.push(new SharedBytes(message(2)));
        link.sendAll();
        queue.send(message(3));
        queue.send(message(4));
        queue.end();
        assertThat(memory.held()).isZero();
        assertThat(queue.isClosed()).isTrue();
        assertThat(link.isReleased).isTrue();
    }
}
