package dev.webshocket;

/**
 * What to do with a pushed message if the client does not read, and the pushed messages in its queue already take
 * {@link WebshocketSettings#outboundBytes}. Streams and answers have room of their own, and are never dropped: the
 * connection's next call waits for room.
 */
public enum SlowConsumer {
    /** Closes the connection with 1008. */
    CLOSE,
    /** Drops the oldest pushed messages in the queue to make room; a message that does not fit even then is dropped. */
    DROP_OLDEST,
    /** Drops the new message. */
    DROP_NEWEST
}
