package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the patterns of clients take of the heap. */
class PatternMemoryTest {

    private static final int PATTERNS = 10_000;
    private static final int BRACKETS = 44;

    /** What one may take, whose text has 176 characters, with its place in the index and its subscriber's. */
    private static final int MOST = 1024;

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** Brackets that spell the number in binary, so that each number has a pattern of its own. */
    private static String brackets(int number) {
        return IntStream.range(0, BRACKETS)
                .mapToObj(bit -> (bit < 31 && (number >> bit & 1) == 1) ? "[yz]" : "[ab]")
                .collect(Collectors.joining());
    }

    @Test
    void aPatternOfManyBracketsTakesLittleMoreThanItsText() {
        // Loads the classes and whatever they keep for good.
        fill(new PatternIndex<>(), 10);
        PatternIndex<String> index = new PatternIndex<>();
        long before = usedMemory();
        fill(index, PATTERNS);
        long taken = usedMemory() - before;

        assertThat(index.size()).isEqualTo(PATTERNS);
        assertThat(taken / PATTERNS).isLessThan(MOST);
    }

    private static void fill(PatternIndex<String> index, int patterns) {
        for (int i = 0; i < patterns; i++) {
            index.add(GlobPattern.compile(brackets(i)), "subscriber");
        }
        // What is kept of a pattern when it is first matched counts as well.
        index.forEachMatch("a".repeat(BRACKETS), subscriber -> {});
    }
}
