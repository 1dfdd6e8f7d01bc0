package dev.webshocket.spi.extension;

import dev.webshocket.ClientConnection;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Knows which connections have subscribed to which channels. An application may replace the default, which keeps them
 * in memory, for instance to tell other servers what this one has subscribers for. Used by many threads at the same
 * time.
 *
 * <p>The engine checks the names, keeps to the bounds, and takes back what a connection has when it ends, whatever the
 * reason. It changes the subscriptions of one connection one after the other, under a lock of that connection: a
 * method that has to talk to another server returns at once and goes on by itself. What it throws, or what its stage
 * fails with, is logged.
 */
public interface ChannelRegistry {

    /**
     * Makes a registry that keeps the subscriptions in memory. Publishing to a channel costs time proportional to its
     * subscribers, whatever the number of other subscriptions; patterns that differ from the channel's name in their
     * wildcards only are tried one by one. Memory is proportional to the subscriptions and the length of their names.
     *
     * @return an empty registry
     */
    static ChannelRegistry inMemory() {
        return InMemory.stores().channels();
    }

    /**
     * Subscribes a connection. What is published in this process after this returns reaches it.
     *
     * @param subscriber the connection
     * @param channels names and patterns; those that it has already stay as they are
     * @return done once messages from everywhere reach it
     */
    CompletionStage<Void> subscribe(ClientConnection subscriber, Collection<String> channels);

    /**
     * Takes subscriptions back. What is published in this process after this returns does not reach the connection by
     * them.
     *
     * @param subscriber the connection
     * @param channels names and patterns as they were subscribed to; those that it does not have are ignored
     * @return done once nothing of them is kept
     */
    CompletionStage<Void> unsubscribe(ClientConnection subscriber, Collection<String> channels);

    /**
     * Finds the connections of this process that have subscribed to a channel, by its name or by a pattern.
     *
     * @param channel the channel's name; wildcards in it stand for themselves
     * @return each subscriber once, the same objects that were subscribed; the caller's own to keep and to change
     */
    Set<ClientConnection> subscribers(String channel);

    /**
     * Returns how many subscriptions there are in this process.
     *
     * @return the pairs of a connection and a name or pattern, exact when nothing subscribes or unsubscribes
     */
    int size();
}
