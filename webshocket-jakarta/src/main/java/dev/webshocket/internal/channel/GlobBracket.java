package dev.webshocket.internal.channel;

/**
 * Reads the brackets of a {@link GlobPattern}, {@code [a-z_]} or {@code [!a-z_]}, from its text, by the rules of Python
 * 3.11's {@code fnmatch}. Stateless; all methods take time linear in the text between the brackets.
 */
final class GlobBracket {

    private GlobBracket() {}

    /**
     * Finds where a bracket closes.
     *
     * @param from the index after its opening
     * @param lastClose the index of the text's last closing bracket, which avoids useless searches; -1 without any
     * @return the index of its close; -1 if it has none and is a literal
     */
    static int close(String text, int from, int lastClose) {
        int close = from;
        if (is(text, close, '!')) {
            close++;
        }
        if (is(text, close, ']')) {
            close++; // The first one is a member, so no bracket is empty.
        }
        while (close < lastClose && text.charAt(close) != ']') {
            close++;
        }
        return close > lastClose ? -1 : close;
    }

    private static boolean is(String text, int index, char c) {
        return index < text.length() && text.charAt(index) == c;
    }

    /**
     * Tells whether the bracket matches a code point.
     *
     * @param from the index after its opening
     * @param to the index of its close
     */
    static boolean accepts(String text, int from, int to, int codePoint) {
        boolean found = false;
        boolean negated = text.charAt(from) == '!';
        boolean empty = true;
        for (int at = negated ? from + 1 : from; at < to; ) {
            int first = text.codePointAt(at);
            at += Character.charCount(first);
            int last = first;
            // A hyphen first, last or next to a range is a literal.
            boolean range = at + 1 < to && text.charAt(at) == '-';
            if (range) {
                last = text.codePointAt(at + 1);
                at += 1 + Character.charCount(last);
            }
            if (first > last) {
                continue; // Python drops such a range before it looks for the '!', hence what follows.
            }
            if (empty && !negated && first == '!') {
                negated = true;
                if (!range) {
                    continue;
                }
                // Python reduces "b-a!-d" to "!-d", and then reads it as '!' and the literals '-' and 'd'.
                found = codePoint == '-';
                first = last;
            }
            empty = false;
            found |= first <= codePoint && codePoint <= last;
        }
        return found != negated;
    }

    /**
     * Returns the only code point that the bracket matches; -1 if there are several. So {@code [*]}, an escaped star, counts
     * as literal text for {@link PatternIndex}.
     */
    static int only(String text, int from, int to) {
        int first = text.codePointAt(from);
        return from + Character.charCount(first) == to && first != '!' ? first : -1;
    }
}
