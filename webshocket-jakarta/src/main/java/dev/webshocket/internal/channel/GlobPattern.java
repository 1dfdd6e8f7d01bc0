package dev.webshocket.internal.channel;

import java.util.List;

/**
 * A pattern of channel names with the syntax and the meaning of {@code fnmatch.fnmatchcase} of Python 3.11.
 *
 * <table>
 * <caption>Syntax</caption>
 * <tr><td>{@code *}</td><td>any run of code points, dots and slashes included, or nothing</td></tr>
 * <tr><td>{@code ?}</td><td>one code point</td></tr>
 * <tr><td>{@code [a-z_]}</td><td>one code point of these; {@code ]} counts as one if it comes first, {@code -} if it comes
 * first, last or next to a range; a range with its ends reversed is left out</td></tr>
 * <tr><td>{@code [!a-z_]}</td><td>one code point not of these</td></tr>
 * </table>
 *
 * <p>All other characters are literals, also a bracket without its close, {@code ^} and the backslash. {@code [*]},
 * {@code [?]} and <code>[[]</code> escape a wildcard. A pattern must match the whole name. Supplementary characters are one code
 * point.
 *
 * <p>Two patterns are equal if their texts are. A pattern keeps only its text, and parses it again for each name: clients may
 * choose patterns, and a parsed pattern takes many times the memory of its text. Immutable and thread-safe.
 */
public final class GlobPattern {

    private final String text;
    /** The index of the last closing bracket, which avoids a useless search at each opening one; -1 without any. */
    private final int lastClose;

    private GlobPattern(String text) {
        this.text = text;
        this.lastClose = text.lastIndexOf(']');
    }

    /** Creates a pattern. Any text is valid. Takes time linear in its length. */
    public static GlobPattern compile(String text) {
        return new GlobPattern(text);
    }

    /**
     * Whether the whole of this name matches.
     *
     * <p>Takes time bounded by length of pattern × length of name: the text after a star is matched at its first occurrence,
     * which leaves the most room for the rest. In practice that is one pass over the name. Allocates nothing.
     */
    public boolean matches(String name) {
        int at = 0;
        int read = 0;
        // The index after the last star, and where in the name its match begins.
        int behindStar = -1;
        int from = 0;
        while (read < name.length()) {
            if (isStar(at)) {
                at++;
                if (at == text.length()) {
                    return true;
                }
                behindStar = at;
                from = read;
                continue;
            }
            int codePoint = name.codePointAt(read);
            int next = next(at, codePoint);
            if (next >= 0) {
                at = next;
                read += Character.charCount(codePoint);
            } else if (behindStar < 0) {
                return false;
            } else {
                from += Character.charCount(name.codePointAt(from));
                read = from;
                at = behindStar;
            }
        }
        while (isStar(at)) {
            at++;
        }
        return at == text.length();
    }

    private boolean isStar(int at) {
        return at < text.length() && text.charAt(at) == '*';
    }

    /** Returns the index after the element at this index, which is not a star, if it matches a code point; -1 if not. */
    private int next(int at, int codePoint) {
        if (at == text.length()) {
            return -1;
        }
        char c = text.charAt(at);
        if (c == '?') {
            return at + 1;
        }
        if (c == '[') {
            int close = GlobBracket.close(text, at + 1, lastClose);
            if (close >= 0) {
                return GlobBracket.accepts(text, at + 1, close, codePoint) ? close + 1 : -1;
            }
        }
        return text.codePointAt(at) == codePoint ? at + Character.charCount(codePoint) : -1;
    }

    /** The pattern as written. */
    public String text() {
        return text;
    }

    /** Whether the text has no wildcard and no bracket with its close, and so matches only the name it spells. */
    public boolean isLiteral() {
        return wildcards() == 0;
    }

    /** How many wildcards it has; adjacent stars count as one. */
    int wildcards() {
        return GlobLiterals.of(text, lastClose).wildcards();
    }

    /**
     * The literal text that a matching name has: its beginning, its end, and then, from left to right and without overlap,
     * the first few pieces between. Empty ones at the end of the list are omitted: {@code news.*} has one, {@code *.tech} has
     * two, the first one empty, and {@code *} has none. Made anew each time.
     */
    List<String> literals() {
        return GlobLiterals.of(text, lastClose).headTailAndInner();
    }

    /** The literal text with which each matching name begins; empty for none. Made anew each time. */
    public String prefix() {
        List<String> literals = literals();
        return literals.isEmpty() ? "" : literals.get(0);
    }

    /** Whether it neither begins nor ends with literal text, so that it must be tried for every name. */
    boolean isUnanchored() {
        List<String> literals = literals();
        return !isLiteral()
                && (literals.isEmpty() || literals.get(0).isEmpty())
                && (literals.size() < 2 || literals.get(1).isEmpty());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GlobPattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
