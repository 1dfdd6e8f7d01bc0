package dev.webshocket.spi.extension;

import dev.webshocket.ChannelRule;
import java.util.Objects;
import java.util.Set;

/**
 * A message to be appended to a {@link MessageLog}. The arrays must not be changed.
 *
 * @param channel the channel's name
 * @param json the packet without a position, for clients that use JSON
 * @param messagePack the packet without a position, for clients that use MessagePack
 * @param rule what the channel keeps
 * @param except the ids of the connections that do not get it, such as its sender's
 */
public record Publication(String channel, byte[] json, byte[] messagePack, ChannelRule rule, Set<String> except) {

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
        except = Set.copyOf(except);
    }
}
