package dev.webshocket;

/**
 * What becomes of a message that is pushed to a client whose outbound queue is full because it does not read. Answers
 * to calls are never dropped: the connection's next call waits for room.
 */
public enum SlowConsumer {
    /** The connection is closed with 1008. */
    CLOSE,
    /** The oldest pushed messages in the queue make room; where even all of them would not, the message is dropped. */
    DROP_OLDEST,
    /** The message is dropped. */
    DROP_NEWEST
}
