package dev.webshocket.internal.codec;

/**
 * Where a value stands in a message.
 *
 * @param from its first byte
 * @param to the byte after its last
 */
record Extent(int from, int to) {

    int length() {
        return to - from;
    }
}
