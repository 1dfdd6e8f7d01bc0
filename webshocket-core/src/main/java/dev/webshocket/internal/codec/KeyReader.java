package dev.webshocket.internal.codec;

/** Converts the names of members to the keys of a map. Safe for use by several threads. */
@FunctionalInterface
interface KeyReader {

    /**
     * Reads a key.
     *
     * @throws UnfitValueException if it does not fit
     */
    Object read(String text) throws UnfitValueException;
}
