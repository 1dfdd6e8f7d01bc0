package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;

/**
 * The bytes of a message that is being written, most significant byte first. It is reused for many messages, so that only the
 * finished message is allocated. For one thread at a time.
 */
final class OutputBuffer {

    private static final int INITIAL = 1024;
    /** How many characters of a text are encoded at a time. */
    private static final int CHUNK = 512;
    /** No character takes more bytes; a pair of surrogates takes four. */
    private static final int MOST_BYTES = 3;

    // String.getBytes would allocate the encoded text, and charAt is slower than getChars and an encoder together.
    private final CharBuffer chunk = CharBuffer.allocate(CHUNK);
    private final CharsetEncoder encoder = UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
    private ByteBuffer bytes = ByteBuffer.allocate(INITIAL);

    /** Returns a copy of the written bytes. */
    byte[] toByteArray() {
        return copy(0);
    }

    /** Returns the array with the written bytes. Writing more may replace it. */
    byte[] array() {
        return bytes.array();
    }

    int length() {
        return bytes.position();
    }

    int capacity() {
        return bytes.capacity();
    }

    void clear() {
        bytes.clear();
    }

    void put(int b) {
        reserve(1).put((byte) b);
    }

    void putShort(int value) {
        reserve(Short.BYTES).putShort((short) value);
    }

    void putInt(int value) {
        reserve(Integer.BYTES).putInt(value);
    }

    void putLong(long value) {
        reserve(Long.BYTES).putLong(value);
    }

    void put(byte[] more) {
        put(more, 0, more.length);
    }

    void put(byte[] more, int from, int count) {
        reserve(count).put(more, from, count);
    }

    /** Writes an integer as text. */
    void putDigits(long value) {
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        if (value < 0) {
            put('-');
        }
        int end = reserve(digits).position() + digits;
        bytes.position(end);
        long rest = value;
        for (int i = 1; i <= digits; i++) {
            bytes.put(end - i, (byte) ('0' + Math.abs(rest % 10)));
            rest /= 10;
        }
    }

    /** Writes a text in UTF-8, an unpaired surrogate as a question mark. */
    void putText(String text) {
        encoder.reset();
        int length = text.length();
        int kept = 0;
        for (int i = 0; i < length; ) {
            int more = Math.min(length - i, CHUNK - kept);
            text.getChars(i, i + more, chunk.array(), kept);
            i += more;
            chunk.position(0).limit(kept + more);
            encoder.encode(chunk, reserve(MOST_BYTES * (kept + more)), i == length);
            // The first half of a surrogate pair waits for the second.
            kept = chunk.remaining();
            if (kept > 0) {
                chunk.put(0, chunk.get());
            }
        }
    }

    /** Moves the bytes written after a position. */
    void move(int from, int to) {
        int count = length() - from;
        reserve(Math.max(0, to - from));
        System.arraycopy(array(), from, array(), to, count);
        bytes.position(to + count);
    }

    /** Continues writing at a position, up to which all bytes have been written. */
    void goTo(int position) {
        bytes.position(position);
    }

    /** Removes and returns the bytes written after a position. */
    byte[] cut(int from) {
        byte[] tail = copy(from);
        bytes.position(from);
        return tail;
    }

    private byte[] copy(int from) {
        byte[] copy = new byte[length() - from];
        bytes.get(from, copy);
        return copy;
    }

    private ByteBuffer reserve(int more) {
        if (more > bytes.remaining()) {
            int needed = Math.addExact(length(), more);
            bytes = ByteBuffer.allocate(Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8, 2L * capacity())))
                    .put(bytes.flip());
        }
        return bytes;
    }
}
