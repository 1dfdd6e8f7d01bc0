package dev.webshocket.internal.codec;

/** Bounds how deep values nest, so that recursive code does not overflow the stack. */
final class Nesting {

    private Nesting() {}

    static int checked(int maxNesting) {
        if (maxNesting < 1 || maxNesting > Codec.MAX_NESTING) {
            throw new IllegalArgumentException(
                    "maxNesting must be 1 to " + Codec.MAX_NESTING + ", but is " + maxNesting);
        }
        return maxNesting;
    }

    /** Enters a list or map that is within that many others, while encoding. */
    static int deeper(int depth) {
        if (depth >= Codec.MAX_NESTING) {
            throw new EncodingException("a value nests deeper than " + Codec.MAX_NESTING + ", or holds itself");
        }
        return depth + 1;
    }
}
