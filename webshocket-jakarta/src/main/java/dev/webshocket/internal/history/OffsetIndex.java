package dev.webshocket.internal.history;

import java.util.Arrays;

/**
 * The messages of a shard in the order of their offsets, in two arrays. Removing leaves a gap; the arrays are compacted when half
 * of them is gaps, so that all operations take constant time on average, but for the search, which is binary. Guarded by the
 * lock of the shard.
 */
final class OffsetIndex {

    private static final int SMALLEST = 16;

    private long[] offsets = {};
    /** Null where a message was removed. */
    private KeptMessage[] messages = {};

    private int from;
    private int to;
    private int live;

    /** Returns how many bytes its arrays take in the heap. */
    long cost() {
        return offsets.length * 12L;
    }

    /** Adds a message beyond all others. */
    void add(KeptMessage message) {
        if (to == offsets.length) {
            compact();
        }
        offsets[to] = message.offset;
        messages[to] = message;
        to++;
        live++;
    }

    /** Removes a message that is there. */
    void remove(KeptMessage message) {
        messages[Arrays.binarySearch(offsets, from, to, message.offset)] = null;
        live--;
        while (from < to && messages[from] == null) {
            from++;
        }
        if (live < offsets.length / 4 && offsets.length > SMALLEST) {
            compact();
        }
    }

    /** Copies what is there to arrays with room for half as much again. */
    private void compact() {
        int room = Math.max(SMALLEST, live + live / 2);
        long[] newOffsets = new long[room];
        KeptMessage[] newMessages = new KeptMessage[room];
        int at = 0;
        for (int i = from; i < to; i++) {
            if (messages[i] != null) {
                newOffsets[at] = offsets[i];
                newMessages[at] = messages[i];
                at++;
            }
        }
        offsets = newOffsets;
        messages = newMessages;
        from = 0;
        to = at;
    }

    /** Returns the message with the lowest offset; null if there is none. */
    KeptMessage oldest() {
        return from < to ? messages[from] : null;
    }

    /** Returns the slot of the first message beyond an offset, for {@link #at}. */
    int firstAfter(long offset) {
        int found = Arrays.binarySearch(offsets, from, to, offset);
        return found < 0 ? -found - 1 : found + 1;
    }

    /** Returns the slot behind the last one. */
    int end() {
        return to;
    }

    /** Returns the message of a slot; null if it was removed. */
    KeptMessage at(int slot) {
        return messages[slot];
    }
}
