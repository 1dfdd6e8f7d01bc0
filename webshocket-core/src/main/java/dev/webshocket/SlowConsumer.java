package dev.webshocket;

/**
 * What to do with a pushed message if the client does not read, and the pushed messages in its queue already take
 * {@link WebshocketSettings#outboundBytes}. Streams and answers have room of their own, and are never dropped: the
 * connection's next call waits for room. {@link WebshocketSettings#slowConsumer()} has the policy of the application, and a
 * {@link ChannelRule} may have another one for its channels.
 *
 * <p>A client of version 2 of the protocol learns of messages that were dropped in a channel with history: they are a gap. While
 * such a client is away, a message without room ends its session, whatever the policy. What it has been sent and has not confirmed
 * cannot be dropped; messages that {@link #DROP_OLDEST} or {@link #CONFLATE} may drop take at most half of the bytes so.
 */
public enum SlowConsumer {
    /** Closes the connection with 1008. */
    CLOSE,
    /** Drops the oldest pushed messages in the queue to make room; a message that does not fit even then is dropped. */
    DROP_OLDEST,
    /** Drops the new message. */
    DROP_NEWEST,
    /**
     * Keeps only the newest message of each channel in the queue: a message takes the place at the end, and the older one of its
     * channel that still waits is dropped, also while there is room, and while the client is away. For channels in which only
     * the latest message is of use, so a rule cannot combine it with {@link ChannelRule.Builder#history}. If there is no room
     * even so, {@link WebshocketSettings#slowConsumer()} decides; that setting itself must be another constant.
     */
    CONFLATE
}
