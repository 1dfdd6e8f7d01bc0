package dev.webshocket.spi.extension;

import java.util.Objects;
import java.util.Set;

/**
 * A message of a {@link MessageLog}. The arrays must not be changed.
 *
 * @param position its place
 * @param time when it was appended, in milliseconds since 1970
 * @param audience who gets it
 * @param json the packet without a position, for clients that use JSON
 * @param messagePack the packet without a position, for clients that use MessagePack
 * @param except the ids of the connections that do not get it
 */
public record LogEntry(
        LogPosition position, long time, Audience audience, byte[] json, byte[] messagePack, Set<String> except) {

    /**
     * Makes an entry.
     *
     * @throws NullPointerException if an argument is null
     */
    public LogEntry {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(audience, "audience");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(messagePack, "messagePack");
        except = Set.copyOf(except);
    }

    /**
     * Makes an entry for the subscribers of a channel.
     *
     * @throws NullPointerException if an argument is null
     */
    public LogEntry(
            LogPosition position, long time, String channel, byte[] json, byte[] messagePack, Set<String> except) {
        this(position, time, new Audience.Subscribers(channel, null), json, messagePack, except);
    }

    /**
     * Returns the channel whose subscribers get it.
     *
     * @return the channel's name; null if others get it
     */
    public String channel() {
        return audience instanceof Audience.Subscribers subscribers ? subscribers.channel() : null;
    }

    /**
     * Tells whether a subscriber gets it.
     *
     * @param uid the connection's id
     * @return false for one that it excludes
     */
    public boolean isFor(String uid) {
        return !except.contains(uid);
    }
}
