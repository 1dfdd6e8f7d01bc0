package dev.webshocket.internal.session;

/**
 * What queued messages belong to, so that they can be taken back. The queue knows nothing else of it. Asked by any thread, under
 * the lock of the queue, so that it must not block.
 */
public interface SendTag {

    /**
     * Tells whether a message of it may still be queued.
     *
     * @param last whether it is the last one
     */
    boolean isWanted(boolean last);
}
