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
}
