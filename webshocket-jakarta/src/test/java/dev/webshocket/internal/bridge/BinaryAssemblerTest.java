package dev.webshocket.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** How the parts of binary messages are joined. */
class BinaryAssemblerTest {

    private static ByteBuffer bytes(int... values) {
        ByteBuffer part = ByteBuffer.allocateDirect(values.length);
        for (int value : values) {
            part.put((byte) value);
        }
        return part.flip().asReadOnlyBuffer();
    }

    @Test
    void aMessageIsWhatItsPartsAre() {
        BinaryAssembler assembler = new BinaryAssembler(100);
        for (int i = 0; i < 100; i++) {
            assertThat(assembler.add(bytes(i))).isTrue();
        }
        byte[] message = assembler.take();
        assertThat(message).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(message[i]).isEqualTo((byte) i);
        }
    }

    @Test
    void aMessageHasNothingOfTheOneBeforeAndLeavesItAsItIs() {
        BinaryAssembler assembler = new BinaryAssembler(100);
        assembler.add(bytes(1, 2));
        assembler.add(bytes(3, 4, 5));
        byte[] first = assembler.take();
        assembler.add(bytes());
        assembler.add(bytes(6));
        assertThat(assembler.take()).containsExactly(6);
        assertThat(first).containsExactly(1, 2, 3, 4, 5);
        assertThat(assembler.take()).isEmpty();
    }

    @Test
    void aMessageMayHaveAsManyBytesAsTheLimitAndNotMore() {
        BinaryAssembler assembler = new BinaryAssembler(5);
        assertThat(assembler.add(bytes(1, 2, 3))).isTrue();
        assertThat(assembler.add(bytes(4, 5))).isTrue();
        assertThat(assembler.take()).containsExactly(1, 2, 3, 4, 5);
        assertThat(assembler.add(bytes(1, 2, 3))).isTrue();
        assertThat(assembler.add(bytes(4, 5, 6))).isFalse();
        assertThat(assembler.add(bytes(1, 2, 3, 4, 5, 6))).isFalse();
        assertThat(assembler.add(bytes(7))).isTrue();
        assertThat(assembler.take()).containsExactly(7);
    }

    @Test
    void theLimitMayBeTheLongestOfArrays() {
        BinaryAssembler assembler = new BinaryAssembler(Integer.MAX_VALUE);
        assembler.add(bytes(1));
        assembler.add(bytes(2));
        assertThat(assembler.take()).containsExactly(1, 2);
    }
}
