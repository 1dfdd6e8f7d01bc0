package dev.webshocket;

import java.util.Objects;
import java.util.Optional;

/**
 * From where a new subscriber gets the messages of one channel with history. See {@link ClientConnection#subscribe(String, Since)}.
 * Immutable.
 */
public final class Since {

    private static final Since NOW = new Since(0, null);

    private final int latest;
    private final String position;

    private Since(int latest, String position) {
        this.latest = latest;
        this.position = position;
    }

    /**
     * From now on.
     *
     * @return a value for new messages only
     */
    public static Since now() {
        return NOW;
    }

    /**
     * From the latest messages on.
     *
     * @param count how many, at least 1; fewer if the channel has no more
     * @return a value for so many messages and new ones
     * @throws IllegalArgumentException if the count is below 1
     */
    public static Since latest(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the latest messages are at least one, not " + count);
        }
        return new Since(count, null);
    }

    /**
     * From a message on, without that message. A position says where one channel begins, not the channels of a pattern, which may be in
     * several shards of the log.
     *
     * @param position the {@link ChannelMessage#position()} of a message of the channel
     * @return a value for what was published after it
     */
    public static Since position(String position) {
        return new Since(0, Objects.requireNonNull(position, "position"));
    }

    /**
     * Returns how many of the latest messages come first.
     *
     * @return the number, zero for none
     */
    public int latest() {
        return latest;
    }

    /**
     * Returns the position from which messages come.
     *
     * @return the position, empty for none
     */
    public Optional<String> position() {
        return Optional.ofNullable(position);
    }
}
