package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The heap that patterns of clients take. */
class PatternMemoryTest {

    private static final int PATTERNS = 10_000;
    private static final int BRACKETS = 44;

    /** The bound for one pattern of 176 characters, including its entry in the index and its subscriber's. */
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

    /** Brackets that encode the number in binary, so that the patterns of all numbers differ. */
    private static String brackets(int number) {
        return IntStream.range(0, BRACKETS)
                .mapToObj(bit -> (bit < 31 && (number >> bit & 1) == 1) ? "[yz]" : "[ab]")
                .collect(Collectors.joining());
    }

    @Test
    void aPatternOfManyBracketsTakesLittleMoreThanItsText() {
        // Loads the classes and their static data.
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
        // Includes data that a pattern caches at its first match.
        index.forEachMatch("a".repeat(BRACKETS), subscriber -> {});
    }
}
