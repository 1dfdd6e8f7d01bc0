package dev.webshocket.internal.session;

/**
 * The owner of queued messages, by which they can be withdrawn. Any thread may call it, under the lock of the queue, so it must
 * not block.
 */
public interface SendTag {

    /**
     * Tells whether a message of this owner may still be queued.
     *
     * @param last whether it is the last one
     */
    boolean isWanted(boolean last);
}
