package dev.webshocket.internal.channel;

import java.util.List;

/**
 * What stands between two stars of a {@link GlobPattern}, or between one and an end of it. Immutable.
 *
 * <p>Positions are indexes of {@code char}s, always between code points.
 */
sealed interface GlobSegment {

    /** Where this ends in the name if it stands at {@code from}, or -1 if it does not stand there. */
    int endAt(String name, int from);

    /** Where the leftmost occurrence that begins at {@code from} or later ends, or -1 if there is none. */
    int endOfFirst(String name, int from);

    /** Whether the name ends with this, beginning at {@code from} or later. */
    boolean isTail(String name, int from);

    static GlobSegment of(List<GlobElement> elements) {
        StringBuilder text = new StringBuilder();
        for (GlobElement element : elements) {
            // Half a surrogate pair, as text, would be found inside a code point of the name.
            if (element instanceof GlobElement.Literal literal && !isSurrogate(literal.codePoint())) {
                text.appendCodePoint(literal.codePoint());
            } else {
                return new Mixed(elements.toArray(GlobElement[]::new));
            }
        }
        return new Text(text.toString());
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** Literal text, left to {@link String}, whose search the JVM does fast. */
    record Text(String text) implements GlobSegment {
        @Override
        public int endAt(String name, int from) {
            return name.startsWith(text, from) ? from + text.length() : -1;
        }

        @Override
        public int endOfFirst(String name, int from) {
            int start = name.indexOf(text, from);
            return start < 0 ? -1 : start + text.length();
        }

        @Override
        public boolean isTail(String name, int from) {
            return name.length() - text.length() >= from && name.endsWith(text);
        }
    }

    /** A segment with a wildcard in it. */
    final class Mixed implements GlobSegment {

        private final GlobElement[] elements;

        private Mixed(GlobElement[] elements) {
            this.elements = elements;
        }

        @Override
        public int endAt(String name, int from) {
            int at = from;
            for (GlobElement element : elements) {
                if (at == name.length()) {
                    return -1;
                }
                int codePoint = name.codePointAt(at);
                if (!element.accepts(codePoint)) {
                    return -1;
                }
                at += Character.charCount(codePoint);
            }
            return at;
        }

        @Override
        public int endOfFirst(String name, int from) {
            int start = from;
            while (start < name.length()) {
                int end = endAt(name, start);
                if (end >= 0) {
                    return end;
                }
                start += Character.charCount(name.codePointAt(start));
            }
            return -1;
        }

        @Override
        public boolean isTail(String name, int from) {
            int end = name.length();
            return name.codePointCount(from, end) >= elements.length
                    && endAt(name, name.offsetByCodePoints(end, -elements.length)) == end;
        }
    }
}
