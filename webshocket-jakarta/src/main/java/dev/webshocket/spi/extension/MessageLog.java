package dev.webshocket.spi.extension;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the messages of channels with history, in shards. A channel belongs to one shard, by its name. It may also carry messages that
 * are not kept to other servers. An application or a cluster
 * module may replace the default, which is in memory. Implementations must be safe for use by many threads, must not block, and
 * complete their stages on any thread.
 *
 * <p>The messages of a shard have one order, that of their offsets, in which every follower and every reader gets them.
 */
public interface MessageLog extends AutoCloseable {

    /** Gets the messages of a log as they are appended. */
    @FunctionalInterface
    interface Follower {

        /**
         * Takes the next message of a shard. Called in the order of offsets, for one message of a shard at a time. The log may hold a
         * lock, so this only queues.
         *
         * @param entry the message
         * @return what is left to do; the log runs it soon, without a lock
         */
        Runnable appended(LogEntry entry);

        /**
         * Learns that messages of a shard were lost before it could get them: the log goes on behind a position, which may be of
         * another epoch. Called as {@link #appended} is, and so before the next message of the shard. By default does nothing.
         *
         * <p>In the same epoch {@link MessageLog#read} still returns what the log has kept of them. Of another epoch it returns what is
         * in that one.
         *
         * @param head the position behind which the next message comes
         * @return what is left to do; the log runs it soon, without a lock
         */
        default Runnable lost(LogPosition head) {
            return () -> {};
        }
    }

    /**
     * Makes a log in memory. All that it keeps takes at most so many bytes of the heap; beyond them it forgets the oldest messages
     * of all channels first. Messages that are older than their rule allows are never returned.
     *
     * @param bytes how much the log may take, at least 1 MiB
     * @return an empty log with an epoch of its own
     * @throws IllegalArgumentException if the bytes are too few
     */
    static MessageLog inMemory(long bytes) {
        return DefaultStores.stores().messages(bytes);
    }

    /**
     * Returns where the shards stand: the position of the newest message of each that followers have got. Does not wait.
     *
     * @return one position for each shard, in their order; unmodifiable
     */
    List<LogPosition> heads();

    /**
     * Returns the shard of a channel. It is always the same.
     *
     * @param channel the channel's name
     * @return its number, from 0
     */
    int shardOf(String channel);

    /**
     * Returns the shard of the messages for an audience. It is always the same, so that what one thread publishes to an audience keeps its
     * order.
     *
     * @param audience who gets them
     * @return its number, from 0; by default that of the channel, or of the user's name as if it were one, and 0 for everyone
     */
    default int shardOf(Audience audience) {
        if (audience instanceof Audience.Subscribers subscribers) {
            return shardOf(subscribers.channel());
        }
        return audience instanceof Audience.User user ? shardOf(user.name()) : 0;
    }

    /**
     * Tells whether messages that are not kept go through the log too, because other servers follow it. By default they do not.
     *
     * @param audience who gets them
     * @return whether to append them, with no rule
     */
    default boolean carries(Audience audience) {
        return false;
    }

    /**
     * Appends a message. Do not call it while you hold a lock that a follower takes.
     *
     * @param publication the message
     * @return completes with its position once it is kept and this process's followers have got it; with an exception if it cannot
     *     be appended, for instance because the log has been closed
     */
    CompletionStage<LogPosition> append(Publication publication);

    /**
     * Follows all shards from now on: of what is not yet in the {@link #heads()} after this call, the follower gets everything.
     *
     * @param follower gets each message
     * @return ends the following
     */
    AutoCloseable follow(Follower follower);

    /**
     * Reads messages of one shard that followers have got. It may be called while holding a lock that a follower takes.
     *
     * <p>A position of another epoch, or one that the shard has not reached, is read as one before the first message, and {@link
     * LogPage#lostUnknown} is the head of the shard then.
     *
     * @param after the position behind which to begin
     * @param channels tells which channels are wanted; called on any thread
     * @param limit the most messages to return, at least 1
     * @return completes with the next page, which may have fewer messages; when its {@code next} is at the head of the shard, or
     *     beyond, it is the last for now. Completes with an exception if the log cannot be read, for instance because it has been
     *     closed; with a {@link dev.webshocket.ChannelException} if it cannot be read now, and the engine tries again, up to 12
     *     times, half a second after each failure, before it tells clients of a gap
     * @throws IllegalArgumentException if the limit is below 1, or there is no such shard
     */
    CompletionStage<LogPage> read(LogPosition after, ChannelFilter channels, int limit);

    /**
     * Returns the latest messages of a channel that followers have got. It may be called while holding a lock that a follower takes.
     *
     * @param channel the channel's name
     * @param limit the most messages to return, at least 1
     * @param before only messages before this position; null for the latest of all
     * @return completes with the messages, the oldest first; none if the position is of another epoch or shard. Completes with an
     *     exception if the log cannot be read
     * @throws IllegalArgumentException if the limit is below 1
     */
    CompletionStage<List<LogEntry>> latest(String channel, int limit, LogPosition before);

    /**
     * Frees memory of messages that are too old. Every engine calls it up to a hundred times a second, on a thread that must not
     * wait, so it does a part of the work only. By default does nothing.
     */
    default void forgetExpired() {}

    /** Forgets everything and ends. What is called later fails. May be called several times. */
    @Override
    void close();
}
