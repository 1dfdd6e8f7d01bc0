package dev.webshocket.internal.codec;

/**
 * Converts plain values to one Java type. It is made once, by {@link Binding#readerFor}, and is safe for use by several
 * threads.
 */
@FunctionalInterface
public interface ValueReader {

    /**
     * Reads a value.
     *
     * @param plain a plain value, may be null
     * @return the value, null only where the type allows it
     * @throws UnfitValueException if the value does not fit
     */
    Object read(Object plain) throws UnfitValueException;
}
