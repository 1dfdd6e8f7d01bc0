package dev.webshocket.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How the parts of text messages are joined. */
class TextAssemblerTest {

    private static TextAssembler assembler(int limit) {
        return new TextAssembler(limit, new PartsMemory(MemoryBudget.unbounded()));
    }

    @Test
    void aMessageIsTheSameHoweverItIsSplit() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TextAssembler assembler = assembler(60_000);
        for (int n = 0; n < 200; n++) {
            String message = random.ints(random.nextInt(20_000), 'a', 0x2000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            int longest = 1 + random.nextInt(8_000);
            int from = 0;
            boolean last;
            do {
                int to = Math.min(message.length(), from + random.nextInt(longest + 1));
                last = to == message.length();
                assertThat(assembler.add(message.substring(from, to), last)).isEqualTo(PartOutcome.TAKEN);
                from = to;
            } while (!last);
            assertThat(assembler.take()).as("seed %d", seed).isEqualTo(message);
        }
    }

    @Test
    void aMessageMayHaveAsManyBytesAsTheLimitAndNotMore() {
        for (String text : new String[] {"abcdef", "äöü", "€€", "\ud83d\ude00ab"}) {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            assertThat(assembler(bytes).add(text, true)).as(text).isEqualTo(PartOutcome.TAKEN);
            assertThat(assembler(bytes - 1).add(text, true)).as(text).isEqualTo(PartOutcome.TOO_BIG);
            assertThat(addChars(assembler(bytes), text)).as(text).isEqualTo(PartOutcome.TAKEN);
            assertThat(addChars(assembler(bytes - 1), text)).as(text).isEqualTo(PartOutcome.TOO_BIG);
        }
    }

    /** Adds each char as a part, and returns what became of the last one. */
    private static PartOutcome addChars(TextAssembler assembler, String text) {
        PartOutcome outcome = null;
        for (int i = 0; i < text.length(); i++) {
            outcome = assembler.add(text.substring(i, i + 1), i + 1 == text.length());
        }
        return outcome;
    }

    @Test
    void aMessageHasNothingOfTheOneBefore() {
        TextAssembler assembler = assembler(10);
        assembler.add("one", false);
        assembler.add("two", true);
        assertThat(assembler.take()).isEqualTo("onetwo");
        assertThat(assembler.add("far too long", false)).isEqualTo(PartOutcome.TOO_BIG);
        assembler.add("", false);
        assembler.add("€€€", false);
        assembler.add("x", true);
        assertThat(assembler.take()).isEqualTo("€€€x");
        assertThat(assembler.take()).isEmpty();
    }

    @Test
    void anUnfinishedMessageIsChargedUntilItIsTaken() {
        MemoryShare share = MemoryBudget.unbounded();
        TextAssembler assembler = new TextAssembler(1000, new PartsMemory(share));
        for (int n = 1; n <= 100; n++) {
            assembler.add("x", false);
            assertThat(share.held()).isBetween(2L * n, 4L * n);
        }
        assertThat(assembler.take()).hasSize(100);
        assertThat(share.held()).isZero();
    }

    @Test
    void aMessageIsDroppedWhenTheMemoryIsUsedUp() {
        MemoryShare share = new MemoryBudget(6000, Runnable::run).share(() -> {});
        TextAssembler assembler = new TextAssembler(100_000, new PartsMemory(share));
        assertThat(assembler.add("x".repeat(500), false)).isEqualTo(PartOutcome.TAKEN);
        assertThat(assembler.add("x".repeat(5000), false)).isEqualTo(PartOutcome.NO_ROOM);
        assertThat(share.held()).isZero();
        assertThat(assembler.add("short", true)).isEqualTo(PartOutcome.TAKEN);
        assertThat(assembler.take()).isEqualTo("short");
    }
}
