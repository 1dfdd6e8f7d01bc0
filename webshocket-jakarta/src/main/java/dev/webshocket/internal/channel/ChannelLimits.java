package dev.webshocket.internal.channel;

import dev.webshocket.ChannelException;
import dev.webshocket.ChannelPatterns;
import dev.webshocket.Since;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.extension.LogPosition;

/**
 * The limits of channels. Immutable.
 *
 * @param nameLength how long a name or pattern may be, in chars
 * @param subscriptions how many of them a connection may have subscribed to
 * @param patterns whether connections may subscribe to patterns
 * @param wildcards how many wildcards a pattern may have
 * @param unanchored how many patterns that neither begin nor end with literal text a connection may have subscribed to
 */
public record ChannelLimits(
        int nameLength, int subscriptions, ChannelPatterns patterns, int wildcards, int unanchored) {

    /** Reads the limits from the settings. */
    public static ChannelLimits of(WebshocketSettings settings) {
        return new ChannelLimits(
                settings.channelNameLength(),
                settings.subscriptions(),
                settings.channelPatterns(),
                settings.patternWildcards(),
                settings.unanchoredPatterns());
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
     * Checks a channel that is subscribed to by name.
     *
     * @throws ChannelException if it has a wildcard
     */
    void checkLiteral(String channel) {
        if (!GlobPattern.compile(channel).isLiteral()) {
            throw new ChannelException(
                    "the name of a channel must have no wildcard (*, ? or brackets) here:" + " name one channel");
        }
    }

    /**
     * Checks a name or pattern that is subscribed to.
     *
     * @throws ChannelException if it is a pattern and patterns are not allowed, or it has too many wildcards
     */
    void checkPattern(String channel) {
        int count = GlobPattern.compile(channel).wildcards();
        if (count > 0 && patterns == ChannelPatterns.REFUSE) {
            throw new ChannelException("patterns of channels are not allowed: leave out *, ? and brackets");
        }
        if (count > wildcards) {
            throw new ChannelException("a pattern of channels may have " + wildcards + " wildcards, but this one has "
                    + count + ": use fewer, or one *");
        }
    }

    /**
     * Checks from where a subscription begins.
     *
     * @throws ChannelException if the channel is a pattern, or that is a position that cannot be read
     */
    void checkSince(String channel, Since since) {
        if (!GlobPattern.compile(channel).isLiteral()) {
            throw new ChannelException(
                    "messages from before are those of one channel, so its name must have no wildcard"
                            + " (*, ? or brackets): subscribe to a pattern without a Since");
        }
        since.position().ifPresent(ChannelLimits::position);
    }

    /**
     * Reads a position that the application gives, often from a client.
     *
     * @throws ChannelException if it cannot be read; the message does not repeat it, since it may be anything
     */
    static LogPosition position(String text) {
        return LogPosition.parse(text)
                .orElseThrow(() -> new ChannelException(
                        "the position of a message is E.S.O, as its packet has it, but this one cannot be read"));
    }

    /**
     * Checks how many subscriptions a connection would have.
     *
     * @throws ChannelException if there are too many
     */
    void checkCount(int wanted) {
        if (wanted > subscriptions) {
            throw new ChannelException("a connection may have " + subscriptions
                    + " subscriptions to channels, but this would make " + wanted);
        }
    }

    /**
     * Checks how many of a connection's patterns neither begin nor end with literal text.
     *
     * @throws ChannelException if they are too many
     */
    void checkUnanchored(int wanted) {
        if (wanted > unanchored) {
            throw new ChannelException("a connection may have " + unanchored
                    + " patterns that neither begin nor end with literal text, but this would make " + wanted
                    + ": begin them with text, as in news.*");
        }
    }

    /** Tells whether a name or pattern counts among the unanchored ones. */
    static boolean isUnanchored(String channel) {
        return GlobPattern.compile(channel).isUnanchored();
    }
}
