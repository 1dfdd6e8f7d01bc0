package dev.webshocket;

import java.time.Instant;
import java.util.Objects;

/**
 * A message that a channel has kept: what {@link Channels#history} returns. Immutable, except what the application does to the
 * data.
 *
 * @param channel the channel's name
 * @param data the payload as a plain value, such as {@link dev.webshocket.packet.Packet#data} has; may be null
 * @param time when it was published, by the clock of the server that kept it
 * @param position its place among all messages, for {@link Channels#history(String, int, String)}
 */
public record ChannelMessage(String channel, Object data, Instant time, String position) {

    /**
     * Makes a message.
     *
     * @throws NullPointerException if an argument other than the data is null
     */
    public ChannelMessage {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(position, "position");
    }
}
