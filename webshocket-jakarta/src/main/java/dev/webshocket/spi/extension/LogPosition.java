package dev.webshocket.spi.extension;

import java.util.Objects;
import java.util.Optional;

/**
 * The place of a message in a {@link MessageLog}: section "Channels" of the wire protocol. Immutable.
 *
 * @param epoch changes when a shard has lost what it had: 1 to 32 ASCII letters, digits, {@code -} and {@code _}
 * @param shard the shard, from 0
 * @param offset grows with each message of the shard; 0 is before the first
 */
public record LogPosition(String epoch, int shard, long offset) {

    /** Longer texts are not read. */
    private static final int LONGEST = 80;

    /**
     * Makes a position.
     *
     * @throws NullPointerException if the epoch is null
     * @throws IllegalArgumentException if a number is negative
     */
    public LogPosition {
        Objects.requireNonNull(epoch, "epoch");
        if (shard < 0 || offset < 0) {
            throw new IllegalArgumentException("a position has no negative number");
        }
    }

    /**
     * Reads a position.
     *
     * @param text such as {@link #toString} returns; may be anything, as it comes from clients
     * @return the position; empty if the text is none
     */
    public static Optional<LogPosition> parse(String text) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 1 || second < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LogPosition(
                    text.substring(0, first),
                    Integer.parseInt(text.substring(first + 1, second)),
                    Long.parseLong(text.substring(second + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns its form on the wire. */
    @Override
    public String toString() {
        return epoch + '.' + shard + '.' + offset;
    }
}
