package dev.webshocket.spi.extension;

import dev.webshocket.ClientConnection;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Stores the subscriptions of connections to channels. An application may replace the default, which is in memory, for
 * instance to tell other servers which channels have subscribers here. Implementations must be safe for use by many
 * threads.
 *
 * <p>The engine checks names and limits, and removes the subscriptions of a connection when it ends, for whatever
 * reason. It changes the subscriptions of one connection one at a time, under a lock of that connection: a method that
 * has to contact another server must return at once and complete its stage later. An exception, or the failure of a
 * stage, is logged.
 */
public interface ChannelRegistry {

    /**
     * Makes a registry that stores the subscriptions in memory. The time to publish to a channel is proportional to the
     * number of its subscribers, not to that of other subscriptions, except that patterns whose literal text agrees
     * with the channel's name are tested one by one. Memory is proportional to the subscriptions and the length of
     * their names.
     *
     * @return an empty registry
     */
    static ChannelRegistry inMemory() {
        return DefaultStores.stores().channels();
    }

    /**
     * Subscribes a connection. Messages that are published in this process after the return reach it.
     *
     * @param subscriber the connection
     * @param channels names and patterns; existing subscriptions stay
     * @return completes once messages from all servers reach it
     */
    CompletionStage<Void> subscribe(ClientConnection subscriber, Collection<String> channels);

    /**
     * Removes subscriptions. Messages that are published in this process after the return no longer reach the
     * connection through them.
     *
     * @param subscriber the connection
     * @param channels names and patterns as they were given to {@link #subscribe}; others are ignored
     * @return completes once the subscriptions are removed everywhere
     */
    CompletionStage<Void> unsubscribe(ClientConnection subscriber, Collection<String> channels);

    /**
     * Finds the connections of this process that have subscribed to a channel, by its name or by a pattern.
     *
     * @param channel the channel's name; wildcards in it have no meaning
     * @return each subscriber once, as the object that was subscribed; a new set, which the caller may change
     */
    Set<ClientConnection> subscribers(String channel);

    /**
     * Returns the number of subscriptions in this process.
     *
     * @return the number of pairs of a connection and a name or pattern; exact only while no subscription changes
     */
    int size();
}
