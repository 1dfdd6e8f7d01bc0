package dev.webshocket.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.memory.MemoryBudget;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The notifications while the parts of a message arrive. */
class MessageAssemblyTest {

    private final List<String> told = new ArrayList<>();

    private final LinkListener listener = new LinkListener() {
        @Override
        public void heard() {
            told.add("alive");
        }

        @Override
        public void received(byte[] message) {
            told.add(message.length + " bytes");
        }

        @Override
        public void received(String message) {
            told.add(message);
        }

        @Override
        public void tooBig() {
            told.add("too big");
        }

        @Override
        public void noRoom() {
            told.add("no room");
        }

        @Override
        public void ended(CloseStatus status) {
            told.add("ended");
        }
    };

    private final MessageAssembly parts = new MessageAssembly(10, MemoryBudget.unbounded(), listener);

    @Test
    void eachPartIsASignOfLife() {
        parts.binary(ByteBuffer.allocate(4), false);
        parts.binary(ByteBuffer.allocate(4), true);
        assertThat(told).containsExactly("alive", "alive", "8 bytes");
    }

    @Test
    void eachPartOfATextIsASignOfLife() {
        parts.text("four", false);
        parts.text("more", true);
        assertThat(told).containsExactly("alive", "alive", "fourmore");
    }

    @Test
    void aTooLongMessageIsReported() {
        parts.binary(ByteBuffer.allocate(11), true);
        assertThat(told).containsExactly("alive", "too big");
    }

    @Test
    void aTextIsMeasuredInBytes() {
        parts.text("äöüäö", true);
        parts.text("äöüäöü", true);
        parts.text("1234567890", true);
        assertThat(told).containsExactly("alive", "äöüäö", "alive", "too big", "alive", "1234567890");
    }

    @Test
    void aWholeMessageIsNeverLate() {
        parts.binary(ByteBuffer.allocate(4), true);
        assertThat(parts.isOverdue(Long.MAX_VALUE, 1)).isFalse();
    }

    /** Whose first part may be empty. */
    @Test
    void anUnfinishedMessageIsLateUntilItsLastPart() {
        long now = System.nanoTime();
        for (String first : List.of("", "a")) {
            parts.text(first, false);
            assertThat(parts.isOverdue(now, 1)).isFalse();
            assertThat(parts.isOverdue(now + 1_000_000_000, 1)).isTrue();
            parts.text("b", true);
            assertThat(parts.isOverdue(now + 2_000_000_000, 1)).isFalse();
        }
        assertThat(told).containsExactly("alive", "alive", "b", "alive", "alive", "ab");
    }

    @Test
    void theEndGivesBackTheMemoryOfAnUnfinishedMessage() {
        MemoryBudget budget = new MemoryBudget(1 << 20, Runnable::run);
        MessageAssembly unfinished = new MessageAssembly(100_000, budget.share(() -> {}), listener);
        unfinished.binary(ByteBuffer.allocate(50_000), false);
        assertThat(budget.held()).isEqualTo(50_000);
        unfinished.end();
        assertThat(budget.held()).isZero();
        unfinished.binary(ByteBuffer.allocate(50_000), false);
        assertThat(told).containsExactly("alive", "alive", "no room");
    }

    @Test
    void afterTheEndNoMessageBegins() {
        MemoryBudget budget = new MemoryBudget(1 << 20, Runnable::run);
        MessageAssembly over = new MessageAssembly(100, budget.share(() -> {}), listener);
        over.end();
        over.binary(ByteBuffer.allocate(50), false);
        assertThat(told).containsExactly("alive", "no room");
        assertThat(budget.held()).isZero();
    }
}
