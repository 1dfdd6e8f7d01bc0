package dev.webshocket.spi.extension;

import java.util.Objects;
import java.util.Set;

/**
 * A message of a {@link MessageLog}. The arrays must not be changed.
 *
 * @param position its place
 * @param time when it was appended, in milliseconds since 1970
 * @param channel the channel's name
 * @param json the packet without a position, for clients that use JSON
 * @param messagePack the packet without a position, for clients that use MessagePack
 * @param except the ids of the connections that do not get it
 */
public record LogEntry(
        LogPosition position, long time, String channel, byte[] json, byte[] messagePack, Set<String> except) {

    /**
     * Makes an entry.
     *
     * @throws NullPointerException if an argument is null
     */
    public LogEntry {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(messagePack, "messagePack");
        except = Set.copyOf(except);
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
