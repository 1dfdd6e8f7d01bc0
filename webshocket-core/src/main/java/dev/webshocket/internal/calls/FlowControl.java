package dev.webshocket.internal.calls;

/**
 * Keeps the other side from sending more items of one stream than fit into the buffer. Guarded by the lock of the
 * {@link ItemBuffer}.
 */
interface FlowControl {

    /**
     * Records that an item has arrived.
     *
     * @return false if the other side was not allowed to send it
     */
    boolean arrived(long bytes);

    /**
     * Adapts to the state of the buffer.
     *
     * @param items how many items wait
     * @param bytes how many bytes they have
     * @param ended whether no more will come
     * @return an action to run without the lock; null for none
     */
    Runnable adapt(int items, long bytes, boolean ended);
}
