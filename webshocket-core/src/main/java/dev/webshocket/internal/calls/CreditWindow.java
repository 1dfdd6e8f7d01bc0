package dev.webshocket.internal.calls;

import java.util.function.IntConsumer;

/**
 * Gives credit for as many items as fit into the buffer: in version 2 of the protocol. Their sizes are not known before they
 * arrive, so that it expects items like the latest ones. While the buffer is empty, one item may always come.
 */
final class CreditWindow implements FlowControl {

    /** How many bytes an item is expected to have, at first. */
    static final int EXPECTED_BYTES = 32 << 10;

    /** How many items may wait or be on their way: enough for small items over a long line. */
    static final int MOST_ITEMS = 256;

    private final long bound;
    private final IntConsumer grant;
    /** How many items the other side may still send. */
    private int allowed;

    private long expectedBytes = EXPECTED_BYTES;

    /**
     * Makes the window of a stream that begins.
     *
     * @param first how many items the other side may send at first
     * @param bound how many bytes may wait
     * @param grant sends a credit, without the lock of the buffer
     */
    CreditWindow(int first, long bound, IntConsumer grant) {
        this.allowed = first;
        this.bound = bound;
        this.grant = grant;
    }

    /**
     * Returns how many items to accept at first.
     *
     * @param bound how many bytes may wait
     * @param most how many items may be accepted, at least 1
     */
    static int first(long bound, int most) {
        return (int) Math.max(1, Math.min(most, bound / EXPECTED_BYTES));
    }

    @Override
    public boolean arrived(long bytes) {
        if (allowed == 0) {
            return false;
        }
        allowed--;
        // A long item counts at once, short ones after some more of them.
        expectedBytes = Math.max(1, Math.max(bytes, expectedBytes - expectedBytes / 8));
        return true;
    }

    @Override
    public Runnable adapt(int items, long bytes, boolean ended) {
        int wanted = ended ? 0 : wanted(items, bytes);
        // Not for each item: once half of what fits has been used.
        if (wanted == 0 || 2 * allowed > wanted) {
            return null;
        }
        int more = wanted - allowed;
        allowed = wanted;
        return () -> grant.accept(more);
    }

    private int wanted(int items, long bytes) {
        long fitting = Math.max(0, bound - bytes) / expectedBytes;
        return (int) Math.max(items == 0 ? 1 : 0, Math.min(MOST_ITEMS - items, fitting));
    }
}
