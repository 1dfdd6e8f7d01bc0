package dev.webshocket.internal.channel;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.session.Enqueued;
import dev.webshocket.internal.session.PushedMessage;
import dev.webshocket.spi.extension.LogPosition;
import java.util.Collection;
import java.util.Optional;

/** A connection as the receiver of a publication. Safe for use by any thread. */
public interface Receiver {

    /** Returns the connection that user code sees. */
    ClientConnection connection();

    /** Returns the path of its endpoint, with the names of its variables. */
    String endpoint();

    /** Tells whether it receives broadcasts: its connect callbacks have accepted it, and it has not closed. */
    boolean isListening();

    /** Returns its codec; connections of one encoding share one codec. */
    Codec codec();

    /**
     * Queues a message without waiting; if there is no room, its topic or the slow-consumer setting decides.
     *
     * @param message encoded by its codec
     * @return whether it was queued
     */
    boolean push(PushedMessage message);

    /**
     * Queues a message as {@link #push} does, but leaves it to the caller to send it. Calls neither the container nor user code, so
     * the caller may hold a lock.
     *
     * @param message encoded by its codec
     */
    Enqueued enqueue(PushedMessage message);

    /**
     * Tells whether it gets a message of the log now. Not while it catches up in the message's channel: then it reads a message that is
     * kept from the log. Called in the order of the log, under the lock of the {@link ShardDelivery}.
     *
     * @param message one that it is among the audience of
     * @return whether to {@link #enqueue} the message
     */
    default boolean wants(LoggedMessage message) {
        return true;
    }

    /**
     * Learns that messages of a shard of the log were lost before this server could deliver them. Called without a lock, while no message
     * of the shard is delivered. Calls neither the container nor user code.
     *
     * @param before the last one that was delivered
     * @param head the next one comes behind this position, which may be of another epoch
     * @return what is left to do, without a lock; empty if the connection has missed nothing
     */
    default Optional<Runnable> lost(LogPosition before, LogPosition head) {
        return Optional.empty();
    }

    /**
     * Tells the client that it has lost something of subscriptions.
     *
     * @param subscriptions names and patterns, as subscribed
     */
    default void gap(Collection<String> subscriptions) {}
}
