package dev.webshocket;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which connections a message goes to, of those that it would reach. {@link #all()}, {@link #except} and {@link #where}
 * make the usual ones, {@link #and} combines them:
 *
 * <pre>{@code
 * channels.publish(room, data, Recipients.except(sender).and(Recipients.where(c -> c.isInRole("editor"))));
 * }</pre>
 *
 * <p>Asked once for each connection and message, by the publishing thread, while no lock is held. Where it throws, that
 * connection gets nothing and the log says so. Implementations are used by as many threads as publish with them; those
 * made here are immutable.
 */
@FunctionalInterface
public interface Recipients {

    /**
     * Tells whether a connection gets the message.
     *
     * @param connection a connection that is open
     * @return whether it does
     */
    boolean includes(ClientConnection connection);

    /**
     * Returns every connection that the message reaches.
     *
     * @return recipients that leave nobody out
     */
    static Recipients all() {
        return AllRecipients.ALL;
    }

    /**
     * Leaves connections out, such as the sender.
     *
     * @param connections the connections, told apart by their {@linkplain ClientConnection#uid() ids}, which are read
     *     now: an injected connection stands for the one of the current call
     * @return everybody else
     * @throws NullPointerException if one of them is null
     */
    static Recipients except(ClientConnection... connections) {
        Set<String> uids =
                Arrays.stream(connections).map(ClientConnection::uid).collect(Collectors.toUnmodifiableSet());
        return connection -> !uids.contains(connection.uid());
    }

    /**
     * Takes the connections that meet a condition.
     *
     * @param condition tells who gets the message; safe for use by every thread that publishes with it
     * @return those connections
     * @throws NullPointerException if the condition is null
     */
    static Recipients where(Predicate<? super ClientConnection> condition) {
        Objects.requireNonNull(condition, "condition");
        return condition::test;
    }

    /**
     * Takes those that are in both.
     *
     * @param other asked only for the connections that these include
     * @return the connections that both include
     * @throws NullPointerException if the other is null
     */
    default Recipients and(Recipients other) {
        Objects.requireNonNull(other, "other");
        return connection -> includes(connection) && other.includes(connection);
    }
}
