package dev.webshocket.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import java.nio.ByteBuffer;
import java.util.Random;
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
    void aMessageIsTheSameHoweverItIsSplit() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        BinaryAssembler assembler = assembler(100_000);
        for (int n = 0; n < 200; n++) {
            byte[] message = new byte[random.nextInt(100_001)];
            random.nextBytes(message);
            int longest = 1 + random.nextInt(40_000);
            int from = 0;
            boolean last;
            do {
                int to = Math.min(message.length, from + random.nextInt(longest + 1));
                last = to == message.length;
                assertThat(assembler.add(ByteBuffer.wrap(message, from, to - from), last))
                        .isEqualTo(PartOutcome.TAKEN);
                from = to;
            } while (!last);
            assertThat(assembler.take()).as("seed %d", seed).isEqualTo(message);
        }
    }

    @Test
    void anUnfinishedMessageHoldsAtMostTwiceItsBytesAndNothingAfterwards() {
        MemoryShare share = MemoryBudget.unbounded();
        BinaryAssembler assembler = new BinaryAssembler(1000, new PartsMemory(share));
        for (int n = 1; n <= 100; n++) {
            assembler.add(bytes(n), false);
            assertThat(share.held()).isBetween((long) n, 2L * n);
        }
        assembler.add(bytes(1, 2, 3), true);
        assertThat(assembler.take()).hasSize(103);
        assertThat(share.held()).isZero();
    }

    @Test
    void aMessageInOnePartIsNotCharged() {
        MemoryShare share = MemoryBudget.unbounded();
        BinaryAssembler assembler = new BinaryAssembler(1000, new PartsMemory(share));
        assembler.add(bytes(1, 2, 3), true);
        assertThat(share.held()).isZero();
        assertThat(assembler.take()).containsExactly(1, 2, 3);
    }

    @Test
    void aMessageIsDroppedWhenTheMemoryIsUsedUp() {
        MemoryShare share = new MemoryBudget(6000, Runnable::run).share(() -> {});
        BinaryAssembler assembler = new BinaryAssembler(100_000, new PartsMemory(share));
        assertThat(assembler.add(ByteBuffer.allocate(1000), false)).isEqualTo(PartOutcome.TAKEN);
        assertThat(assembler.add(ByteBuffer.allocate(9000), false)).isEqualTo(PartOutcome.NO_ROOM);
        assertThat(share.held()).isZero();
        assertThat(assembler.add(bytes(1), true)).isEqualTo(PartOutcome.TAKEN);
        assertThat(assembler.take()).containsExactly(1);
    }

    @Test
    void theLimitMayBeTheLongestArray() {
        BinaryAssembler assembler = assembler(Integer.MAX_VALUE);
        assembler.add(bytes(1), false);
        assembler.add(bytes(2), false);
        assertThat(assembler.take()).containsExactly(1, 2);
    }
}
