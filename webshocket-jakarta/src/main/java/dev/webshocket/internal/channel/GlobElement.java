package dev.webshocket.internal.channel;

/** What one place of a {@link GlobPattern} asks of one code point of a name; stars stand between elements. Immutable. */
sealed interface GlobElement permits GlobElement.Literal, GlobElement.Any, GlobSet {

    /** Whether this code point may stand here. */
    boolean accepts(int codePoint);

    /** This code point and no other. */
    record Literal(int codePoint) implements GlobElement {
        @Override
        public boolean accepts(int codePoint) {
            return codePoint == this.codePoint;
        }
    }

    /** Any one code point, line breaks included. */
    enum Any implements GlobElement {
        ANY;

        @Override
        public boolean accepts(int codePoint) {
            return true;
        }
    }
}
