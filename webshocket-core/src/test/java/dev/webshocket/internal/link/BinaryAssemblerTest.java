package dev.webshocket.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.memory.MemoryBudget;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The assembly of binary messages from parts. */
class BinaryAssemblerTest {

    private static BinaryAssembler assembler(int limit) {
        return new BinaryAssembler(limit, new PartsMemory(MemoryBudget.unbounded()));
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer part = ByteBuffer.allocateDirect(values.length);
        for (int value : values) {
            part.put((byte) value);
        }
        return part.flip().asReadOnlyBuffer();
    }

    @Test
    void aMessageIsTheConcatenationOfItsParts() {
        BinaryAssembler assembler = assembler(100);
        for (int i = 0; i < 100; i++) {
            assertThat(assembler.add(bytes(i), false)).isEqualTo(PartOutcome.TAKEN);
        }
        byte[] message = assembler.take();
        assertThat(message).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(message[i]).isEqualTo((byte) i);
        }
    }

    @Test
    void messagesShareNoBytes() {
        BinaryAssembler assembler = assembler(100);
        assembler.add(bytes(1, 2), false);
        assembler.add(bytes(3, 4, 5), false);
        byte[] first = assembler.take();
        assembler.add(bytes(), false);
        assembler.add(bytes(6), false);
        assertThat(assembler.take()).containsExactly(6);
        assertThat(first).containsExactly(1, 2, 3, 4, 5);
        assertThat(assembler.take()).isEmpty();
    }

    @Test
    void aMessageMayHaveUpToTheLimitOfBytes() {
        BinaryAssembler assembler = assembler(5);
        assertThat(assembler.add(bytes(1, 2, 3), false)).isEqualTo(PartOutcome.TAKEN);
        assertThat(assembler.add(bytes(4, 5), false)).isEqualTo(PartOutcome.TAKEN);
        assertThat(assembler.take()).containsExactly(1, 2, 3, 4, 5);
        assertThat(assembler.add(bytes(1, 2, 3), false)).isEqualTo(PartOutcome.TAKEN);
        assertThat(assembler.add(bytes(4, 5, 6), false)).isEqualTo(PartOutcome.TOO_BIG);
        assertThat(assembler.add(bytes(1, 2, 3, 4, 5, 6), false)).isEqualTo(PartOutcome.TOO_BIG);
        assertThat(assembler.add(bytes(7), false)).isEqualTo(PartOutcome.TAKEN);
        assertThat(assembler.take()).containsExactly(7);
    }

    @Test
    void theLimitMayBeTheLongestArray() {
        BinaryAssembler assembler = assembler(Integer.MAX_VALUE);
        assembler.add(bytes(1), false);
        assembler.add(bytes(2), false);
        assertThat(assembler.take()).containsExactly(1, 2);
    }
}
