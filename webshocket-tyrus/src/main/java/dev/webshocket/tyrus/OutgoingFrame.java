package dev.webshocket.tyrus;

import java.nio.ByteBuffer;

/**
 * A frame to send, without masking: RFC 6455, section 5.2. Immutable; nobody may change the payload.
 *
 * @param start its first byte
 * @param source the array that contains the payload
 * @param from the offset of the payload
 * @param length the length of the payload
 */
record OutgoingFrame(int start, byte[] source, int from, int length) {

    private static final int LONGEST_HEADER = 10;

    OutgoingFrame(int start, byte[] payload) {
        this(start, payload, 0, payload.length);
    }

    private int headerLength() {
        return length < 126 ? 2 : length <= 0xFFFF ? 4 : LONGEST_HEADER;
    }

    /** Returns its length on the wire. */
    int size() {
        return headerLength() + length;
    }

    /** Copies its bytes into a buffer, as many as fit, after skipping some. */
    void put(int skipped, ByteBuffer out) {
        int header = headerLength();
        if (skipped == 0 && out.remaining() >= LONGEST_HEADER) {
            putHeader(out);
        } else if (skipped < header) {
            ByteBuffer whole = ByteBuffer.allocate(LONGEST_HEADER);
            putHeader(whole);
            whole.flip().position(skipped);
            while (whole.hasRemaining() && out.hasRemaining()) {
                out.put(whole.get());
            }
        }
        int gone = Math.max(0, skipped - header);
        out.put(source, from + gone, Math.min(length - gone, out.remaining()));
    }

    private void putHeader(ByteBuffer out) {
        out.put((byte) start);
        if (length < 126) {
            out.put((byte) length);
        } else if (length <= 0xFFFF) {
            out.put((byte) 126).putShort((short) length);
        } else {
            out.put((byte) 127).putLong(length);
        }
    }
}
