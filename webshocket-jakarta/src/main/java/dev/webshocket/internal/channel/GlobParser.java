package dev.webshocket.internal.channel;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the text of a {@link GlobPattern} into what stands before, between and after its stars, by the rules of
 * Python 3.11's {@code fnmatch.translate}. Every text is a pattern: there is no syntax error.
 */
final class GlobParser {

    private final int[] pattern;
    /** Where the last closing bracket is, so that none is looked for in vain at each opening one; -1 without any. */
    private final int lastClose;

    private final List<List<GlobElement>> segments = new ArrayList<>();
    private List<GlobElement> segment = new ArrayList<>();
    private int at;

    private GlobParser(String text) {
        pattern = text.codePoints().toArray();
        int last = pattern.length - 1;
        while (last >= 0 && pattern[last] != ']') {
            last--;
        }
        lastClose = last;
    }

    /**
     * The segments from left to right: one alone if the pattern has no star, else the first and the last may be empty
     * and those between are not, because stars in a row are one star.
     */
    static List<List<GlobElement>> parse(String text) {
        return new GlobParser(text).parse();
    }

    private List<List<GlobElement>> parse() {
        while (at < pattern.length) {
            int codePoint = pattern[at++];
            switch (codePoint) {
                case '*' -> star();
                case '?' -> segment.add(GlobElement.Any.ANY);
                case '[' -> bracket();
                default -> segment.add(new GlobElement.Literal(codePoint));
            }
        }
        segments.add(segment);
        return segments;
    }

    private void star() {
        if (segments.isEmpty() || !segment.isEmpty()) {
            segments.add(segment);
            segment = new ArrayList<>();
        }
    }

    private void bracket() {
        int close = at;
        if (is(close, '!')) {
            close++;
        }
        if (is(close, ']')) {
            close++; // The first one is a member, so no bracket is empty.
        }
        while (close < lastClose && pattern[close] != ']') {
            close++;
        }
        if (close > lastClose) {
            segment.add(new GlobElement.Literal('['));
        } else {
            segment.add(GlobSet.parse(pattern, at, close));
            at = close + 1;
        }
    }

    private boolean is(int index, int codePoint) {
        return index < pattern.length && pattern[index] == codePoint;
    }
}
