package dev.webshocket.tyrus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks that a text, which arrives in parts, is well-formed UTF-8 (RFC 3629). For one thread at a time. */
final class Utf8Check {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();

    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    /** How many bytes of the current character are missing. */
    private int missing;

    /** The bounds of the next byte. */
    private int least;

    private int most;

    /** Starts a new text. */
    void reset() {
        missing = 0;
    }

    /** Checks a part; returns false if no valid text starts like this. */
    boolean accepts(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (missing == 0) {
                i = endOfAscii(bytes, i, to);
                if (i < to && !begins(bytes[i++] & 0xFF)) {
                    return false;
                }
            } else {
                int next = bytes[i++] & 0xFF;
                if (next < least || next > most) {
                    return false;
                }
                least = 0x80;
                most = 0xBF;
                missing--;
            }
        }
        return true;
    }

    /** Tells whether the text may end here. */
    boolean isWhole() {
        return missing == 0;
    }

    private static int endOfAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i + 8 <= to && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
            i += 8;
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** Narrows the bounds of the second byte, to exclude overlong forms, surrogates, and values beyond Unicode. */
    private boolean begins(int lead) {
        if (lead < 0xC2 || lead > 0xF4) {
            return false;
        }
        missing = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        return true;
    }
}
