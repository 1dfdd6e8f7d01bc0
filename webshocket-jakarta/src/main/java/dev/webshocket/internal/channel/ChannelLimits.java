package dev.webshocket.internal.channel;

import dev.webshocket.ChannelException;
import dev.webshocket.WebshocketSettings;

/**
 * What may be asked of channels. Immutable.
 *
 * @param nameLength how long a name or pattern may be, in chars
 * @param subscriptions how many of them a connection may have subscribed to
 */
public record ChannelLimits(int nameLength, int subscriptions) {

    /** Takes the limits out of the settings. */
    public static ChannelLimits of(WebshocketSettings settings) {
        return new ChannelLimits(settings.channelNameLength(), settings.subscriptions());
    }

    /**
     * Checks a name or pattern.
     *
     * @throws ChannelException if it is null, empty or too long
     */
    void checkName(String channel) {
        if (channel == null || channel.isEmpty()) {
            throw new ChannelException("the name of a channel must not be " + (channel == null ? "null" : "empty"));
        }
        if (channel.length() > nameLength) {
            throw new ChannelException("the name of a channel may have " + nameLength + " characters, but this one has "
                    + channel.length());
        }
    }

    /**
     * Checks how many subscriptions a connection would have.
     *
     * @throws ChannelException if they are too many
     */
    void checkCount(int wanted) {
        if (wanted > subscriptions) {
            throw new ChannelException("a connection may have " + subscriptions
                    + " subscriptions to channels, but this would make " + wanted);
        }
    }
}
