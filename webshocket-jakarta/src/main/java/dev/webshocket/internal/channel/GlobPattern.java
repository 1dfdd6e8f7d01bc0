package dev.webshocket.internal.channel;

import java.util.List;

/**
 * A pattern of channel names with the syntax and the meaning of {@code fnmatch.fnmatchcase} of Python 3.11.
 *
 * <table>
 * <caption>Syntax</caption>
 * <tr><td>{@code *}</td><td>any run of code points, dots and slashes included, or nothing</td></tr>
 * <tr><td>{@code ?}</td><td>one code point</td></tr>
 * <tr><td>{@code [a-z_]}</td><td>one code point of these; {@code ]} counts as one if it comes first, {@code -} if it
 * comes first, last or next to a range; a range with its ends reversed is left out</td></tr>
 * <tr><td>{@code [!a-z_]}</td><td>one code point not of these</td></tr>
 * </table>
 *
 * <p>Everything else stands for itself, a bracket without its close, {@code ^} and the backslash too; {@code [*]},
 * {@code [?]} and <code>[[]</code> are how to write a wildcard that is none. A pattern has to match the whole name.
 * Supplementary characters are one code point.
 *
 * <p>Two patterns are equal if their texts are. Immutable and thread-safe.
 */
public final class GlobPattern {

    private final String text;
    private final GlobSegment[] segments;
    private final List<String> literals;

    private GlobPattern(String text, List<List<GlobElement>> segments) {
        this.text = text;
        this.segments = segments.stream().map(GlobSegment::of).toArray(GlobSegment[]::new);
        this.literals = GlobLiterals.of(segments);
    }

    /** Reads a pattern. Any text is one. Takes time linear in its length. */
    public static GlobPattern compile(String text) {
        return new GlobPattern(text, GlobParser.parse(text));
    }

    /**
     * Whether the whole of this name matches.
     *
     * <p>Takes time bounded by length of pattern × length of name, whatever the two are: each segment between two stars
     * is looked for once and taken where it is found first, for no later place could leave more room to the rest. In
     * practice that is one pass over the name. Allocates nothing.
     */
    public boolean matches(String name) {
        int at = segments[0].endAt(name, 0);
        int last = segments.length - 1;
        if (last == 0) {
            return at == name.length();
        }
        for (int i = 1; i < last && at >= 0; i++) {
            at = segments[i].endOfFirst(name, at);
        }
        return at >= 0 && segments[last].isTail(name, at);
    }

    /** The pattern as written. */
    public String text() {
        return text;
    }

    /** Whether the text has no wildcard and no bracket with its close, and so matches only the name it spells. */
    public boolean isLiteral() {
        return text.isEmpty() || literals.equals(List.of(text));
    }

    /**
     * Text that a name needs to have in order to match: what it begins with, what it ends with, and then, from left to
     * right and without overlap, the first few pieces between. Empty ones at the end of the list are left out: {@code
     * news.*} has one, {@code *.tech} has two, the first one empty, and {@code *} has none.
     */
    List<String> literals() {
        return literals;
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
