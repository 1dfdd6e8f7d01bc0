package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.internal.session.SendTag;
import dev.webshocket.internal.session.Sender;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Requests that wait for room in a send queue. */
class UnsentMessagesTest {

    private static final class Outgoing implements Sender {

        final List<Integer> sent = new ArrayList<>();
        final Queue<Runnable> waiting = new ArrayDeque<>();
        boolean full;
        RuntimeException broken;

        @Override
        public void send(byte[] message) {
            throw new AssertionError("without an owner");
        }

        @Override
        public void send(byte[] message, SendTag tag, boolean last) {
            if (broken != null) {
                throw broken;
            }
            sent.add((int) message[0]);
        }

        @Override
        public void refuse(byte[] message) {
            throw new AssertionError("refused");
        }

        @Override
        public boolean hasRoom() {
            return !full;
        }

        @Override
        public long queuedBytes() {
            return 0;
        }

        @Override
        public boolean isClosed() {
            return false;
        }

        @Override
        public boolean whenRoom(Runnable action) {
            return full && waiting.add(action);
        }

        @Override
        public void withdraw(SendTag tag) {}
    }

    private final Outgoing outgoing = new Outgoing();
    private final UnsentMessages unsent = new UnsentMessages(outgoing, 100);
    private final List<Integer> begun = new ArrayList<>();

    private boolean add(int name, int bytes, SendTag tag) {
        byte[] message = new byte[bytes];
        message[0] = (byte) name;
        return unsent.add(new UnsentMessages.Message(message, tag, () -> begun.add(name)));
    }

    private boolean add(int name, int bytes) {
        return add(name, bytes, last -> true);
    }

    @Test
    void areSentAtOnceWhereThereIsRoom() {
        assertThat(add(1, 10)).isTrue();
        assertThat(add(2, 10)).isTrue();
        assertThat(outgoing.sent).containsExactly(1, 2);
        assertThat(begun).containsExactly(1, 2);
    }

    @Test
    void waitForRoomInTheirOrder() {
        outgoing.full = true;
        add(1, 10);
        add(2, 10);
        assertThat(outgoing.sent).isEmpty();
        assertThat(begun).isEmpty();
        assertThat(outgoing.waiting).as("asked once").hasSize(1);

        outgoing.waiting.remove().run();
        assertThat(outgoing.sent).as("told too early").isEmpty();
        assertThat(outgoing.waiting).hasSize(1);

        outgoing.full = false;
        outgoing.waiting.remove().run();
        assertThat(outgoing.sent).containsExactly(1, 2);
        add(3, 10);
        assertThat(outgoing.sent).containsExactly(1, 2, 3);
    }

    @Test
    void areBounded() {
        outgoing.full = true;
        assertThat(add(1, 60)).isTrue();
        assertThat(add(2, 40)).isTrue();
        assertThat(add(3, 1)).isFalse();
        outgoing.full = false;
        outgoing.waiting.remove().run();
        assertThat(add(4, 60)).isTrue();
        assertThat(outgoing.sent).containsExactly(1, 2, 4);
    }

    @Test
    void aSingleOneMayBeLonger() {
        outgoing.full = true;
        assertThat(add(1, 200)).isTrue();
        assertThat(add(2, 1)).isFalse();
    }

    @Test
    void areRemovedByTheirOwner() {
        SendTag owner = last -> true;
        outgoing.full = true;
        add(1, 50, owner);
        add(2, 50);
        assertThat(unsent.remove(owner)).isTrue();
        assertThat(unsent.remove(owner)).isFalse();
        assertThat(add(3, 50)).as("there is room again").isTrue();
        outgoing.full = false;
        outgoing.waiting.remove().run();
        assertThat(outgoing.sent).containsExactly(2, 3);
    }

    @Test
    void goOnAfterOneHasFailed() {
        outgoing.broken = new IllegalStateException("broken");
        assertThatThrownBy(() -> add(1, 10)).isSameAs(outgoing.broken);
        outgoing.broken = null;
        add(2, 10);
        assertThat(outgoing.sent).containsExactly(2);
    }
}
