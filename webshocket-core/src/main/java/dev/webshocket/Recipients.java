package dev.webshocket;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Selects the connections that get a message, among the subscribers of a channel or among all connections. {@link
 * #all()}, {@link #except} and {@link #where} make the usual ones; {@link #and} combines them:
 *
 * <pre>{@code
 * channels.publish(room, data, Recipients.except(sender).and(Recipients.where(c -> c.isInRole("editor"))));
 * }</pre>
 *
 * <p>The publishing thread asks it once for each connection and message, and holds no lock meanwhile. If it throws, the
 * connection does not get the message, and the exception is logged. An implementation must be safe for use by all
 * threads that publish with it; those made here are immutable.
 */
@FunctionalInterface
public interface Recipients {

    /**
     * Tells whether a connection gets the message.
     *
     * @param connection an open connection
     * @return whether it does
     */
    boolean includes(ClientConnection connection);

    /**
     * Returns recipients that include every connection.
     *
     * @return all connections
     */
    static Recipients all() {
        return AllRecipients.ALL;
    }

    /**
     * Excludes connections, such as the sender.
     *
     * @param connections the connections, identified by their {@linkplain ClientConnection#uid() ids}, which are read
     *     now: an injected connection is that of the current call
     * @return all other connections
     * @throws NullPointerException if one of them is null
     */
    static Recipients except(ClientConnection... connections) {
        Set<String> uids =
                Arrays.stream(connections).map(ClientConnection::uid).collect(Collectors.toUnmodifiableSet());
        return new ExcludedRecipients(uids);
    }

    /**
     * Includes the connections that meet a condition.
     *
     * @param condition holds for a connection that gets the message; safe for use by every thread that publishes with
     *     it
     * @return those connections
     * @throws NullPointerException if the condition is null
     */
    static Recipients where(Predicate<? super ClientConnection> condition) {
        Objects.requireNonNull(condition, "condition");
        return condition::test;
    }

    /**
     * Returns whom these recipients exclude, if they include everybody else. A channel with history keeps a message for such
     * recipients, but none for those of a condition.
     *
     * @return the ids of the excluded connections, unmodifiable; empty if a condition decides, as by default
     */
    default Optional<Set<String>> excluded() {
        return Optional.empty();
    }

    /**
     * Includes the connections that both include.
     *
     * @param other asked only for the connections that these include
     * @return the intersection
     * @throws NullPointerException if the other is null
     */
    default Recipients and(Recipients other) {
        Objects.requireNonNull(other, "other");
        return connection -> includes(connection) && other.includes(connection);
    }
}
