package dev.webshocket.internal.codec;

/** Writes values of one type. Safe for use by several threads. */
@FunctionalInterface
interface ValueWriter {

    /**
     * Writes a value that is within that many lists and maps.
     *
     * @param value not null
     * @throws EncodingException if it cannot be encoded
     */
    void write(Object value, PlainSink sink, int depth);
}
