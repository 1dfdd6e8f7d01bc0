package dev.webshocket.tyrus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Unmasks a client's payload: RFC 6455, section 5.3. Stateless. */
final class Masking {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();

    private Masking() {}

    /**
     * Moves bytes of a payload out of a buffer and unmasks them, eight at a time.
     *
     * @param at the position in {@code out}
     * @param key the masking key, its first byte the highest
     * @param offset how many bytes of the frame's payload came before
     */
    static void move(ByteBuffer in, byte[] out, int at, int length, int key, long offset) {
        in.get(out, at, length);
        int turned = Integer.rotateLeft(key, 8 * (int) (offset & 3));
        long mask = ((long) turned << 32) | (turned & 0xFFFF_FFFFL);
        int end = at + length;
        int i = at;
        for (; i + 8 <= end; i += 8) {
            LONGS.set(out, i, (long) LONGS.get(out, i) ^ mask);
        }
        for (int shift = 56; i < end; i++, shift -= 8) {
            out[i] ^= (byte) (mask >>> shift);
        }
    }
}
