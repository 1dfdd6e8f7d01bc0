package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Names that messages repeat, found by their bytes without creating strings. Immutable. */
final class KnownNames {

    static final int UNKNOWN = -1;

    private final List<String> names;
    private final byte[][] bytes;
    /** The place of a name by its hash, or in the next free slot; {@link #UNKNOWN} in a free one. At most a quarter is taken. */
    private final int[] slots;

    KnownNames(Collection<String> names) {
        this.names = List.copyOf(names);
        this.bytes = names.stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
        this.slots = new int[Integer.highestOneBit(names.size() + 1) * 8];
        Arrays.fill(slots, UNKNOWN);
        for (int place = 0; place < bytes.length; place++) {
            int slot = slot(bytes[place], 0, bytes[place].length);
            while (slots[slot] != UNKNOWN) {
                slot = next(slot);
            }
            slots[slot] = place;
        }
    }

    private int slot(byte[] text, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        return hash & (slots.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    /** Returns the place of a name in a message, or {@link #UNKNOWN}. */
    int find(byte[] message, int from, int to) {
        for (int slot = slot(message, from, to); slots[slot] != UNKNOWN; slot = next(slot)) {
            byte[] name = bytes[slots[slot]];
            if (Arrays.equals(name, 0, name.length, message, from, to)) {
                return slots[slot];
            }
        }
        return UNKNOWN;
    }

    /** Returns the place of a name, or {@link #UNKNOWN}. */
    int find(String name) {
        return names.indexOf(name);
    }

    /** Returns the name at a place. */
    String at(int place) {
        return names.get(place);
    }
}
