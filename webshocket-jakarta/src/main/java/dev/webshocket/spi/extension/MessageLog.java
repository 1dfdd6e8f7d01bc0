package dev.webshocket.spi.extension;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Keeps the messages of channels with history, in shards. A channel belongs to one shard, by its name. An application or a cluster
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
    }

    /**
     * Makes a log in memory.
     *
     * @param bytes how much all messages may take, at least 1 MiB; the oldest are forgotten first
     * @return an empty log with an epoch of its own
     */
    static MessageLog inMemory(long bytes) {
        return DefaultStores.stores().messages(bytes);
    }

    /**
     * Returns where the shards stand: the position of the newest message of each that followers have got.
     *
     * @return one position for each shard, in their order
     */
    List<LogPosition> heads();

    /**
     * Returns the shard of a channel.
     *
     * @param channel the channel's name
     * @return its number, from 0
     */
    int shardOf(String channel);

    /**
     * Appends a message.
     *
     * @param publication the message
     * @return completes with its position once it is kept and this process's followers have got it
     */
    CompletionStage<LogPosition> append(Publication publication);

    /**
     * Follows all shards from now on.
     *
     * @param follower gets each message
     * @return ends the following
     */
    AutoCloseable follow(Follower follower);

    /**
     * Reads messages of one shard.
     *
     * @param after the position behind which to begin
     * @param channels tells which channels are wanted; called on any thread
     * @param limit the most messages to return, at least 1
     * @return completes with the next page; one whose {@code next} is the head of the shard is the last for now. Of a position of
     *     another epoch, or beyond the head, everything is lost: {@link LogPage#unknownLost}
     */
    CompletionStage<LogPage> read(LogPosition after, Predicate<String> channels, int limit);

    /**
     * Returns the latest messages of a channel.
     *
     * @param channel the channel's name
     * @param limit the most messages to return, at least 1
     * @param before only messages before this position; null for the latest of all
     * @return completes with the messages, the oldest first; none if the position is of another epoch or shard
     */
    CompletionStage<List<LogEntry>> latest(String channel, int limit, LogPosition before);

    /** Forgets everything and ends. */
    @Override
    void close();
}
