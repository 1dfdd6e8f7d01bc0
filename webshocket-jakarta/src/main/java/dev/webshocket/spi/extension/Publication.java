package dev.webshocket.spi.extension;

import dev.webshocket.ChannelRule;
import java.util.Objects;

/**
 * A message to be appended to a {@link MessageLog}. The arrays must not be changed.
 *
 * @param channel the channel's name
 * @param json the packet without a position, for clients that use JSON
 * @param messagePack the packet without a position, for clients that use MessagePack
 * @param rule what the channel keeps
 */
public record Publication(String channel, byte[] json, byte[] messagePack, ChannelRule rule) {

    /**
     * Makes a publication.
     *
     * @throws NullPointerException if an argument is null
     */
    public Publication {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(messagePack, "messagePack");
        Objects.requireNonNull(rule, "rule");
    }
}
