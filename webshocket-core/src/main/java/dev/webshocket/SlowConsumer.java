package dev.webshocket;

/**
 * What becomes of a message that is pushed to a client for which as many wait as {@link WebshocketSettings#outboundBytes} has
 * room for, because it does not read. Streams and answers do not take this room. They are never dropped: the connection's next
 * call waits for room.
 */
public enum SlowConsumer {
    /** The connection is closed with 1008. */
    CLOSE,
    /** The oldest pushed messages in the queue make room; where even all of them would not, the message is dropped. */
    DROP_OLDEST,
    /** The message is dropped. */
    DROP_NEWEST
}
