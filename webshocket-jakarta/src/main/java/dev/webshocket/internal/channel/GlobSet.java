package dev.webshocket.internal.channel;

import java.util.Arrays;

/**
 * The code points of a bracket, {@code [a-z_]} or {@code [!a-z_]}, with the rules of Python 3.11's {@code fnmatch}.
 *
 * <p>Immutable. {@link #accepts} takes time linear in the text between the brackets.
 */
final class GlobSet implements GlobElement {

    private final boolean negated;

    /** First and last of each range, in turn. */
    private final int[] bounds;

    private GlobSet(boolean negated, int[] bounds) {
        this.negated = negated;
        this.bounds = bounds;
    }

    /**
     * Reads the code points from {@code from} to before {@code to}, those between the brackets, at least one.
     *
     * @return an element equivalent to the bracket: a literal where it admits one code point only, so that
     *     {@code [*]}, the way to write a star that is a star, counts as literal text for {@link PatternIndex}
     */
    static GlobElement parse(int[] pattern, int from, int to) {
        boolean negated = pattern[from] == '!';
        int[] bounds = new int[2 * (to - from) + 2];
        int size = 0;
        int at = negated ? from + 1 : from;
        while (at < to) {
            // A hyphen first, last or next to a range stands for itself.
            boolean range = at + 2 < to && pattern[at + 1] == '-';
            int first = pattern[at];
            int last = range ? pattern[at + 2] : first;
            at += range ? 3 : 1;
            if (first > last) {
                continue; // Python drops such a range before it looks for the '!', hence what follows.
            }
            if (size == 0 && !negated && first == '!') {
                negated = true;
                if (!range) {
                    continue;
                }
                // Of "b-a!-d" Python is left with "!-d", which it then reads as '!' and the literals '-' and 'd'.
                bounds[size++] = '-';
                bounds[size++] = '-';
                first = last;
            }
            bounds[size++] = first;
            bounds[size++] = last;
        }
        return simplest(negated, Arrays.copyOf(bounds, size));
    }

    private static GlobElement simplest(boolean negated, int[] bounds) {
        if (negated && bounds.length == 0) {
            return Any.ANY;
        }
        if (!negated && bounds.length == 2 && bounds[0] == bounds[1]) {
            return new Literal(bounds[0]);
        }
        return new GlobSet(negated, bounds);
    }

    @Override
    public boolean accepts(int codePoint) {
        for (int i = 0; i < bounds.length; i += 2) {
            if (bounds[i] <= codePoint && codePoint <= bounds[i + 1]) {
                return !negated;
            }
        }
        return negated;
    }
}
