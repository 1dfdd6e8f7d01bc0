package dev.webshocket.spi.extension;

import dev.webshocket.ChannelRule;
import java.util.Objects;
import java.util.Set;

/**
 * A message to be appended to a {@link MessageLog}. The arrays must not be changed.
 *
 * @param audience who gets it
 * @param json the packet without a position, for clients that use JSON
 * @param messagePack the packet without a position, for clients that use MessagePack
 * @param rule what the channel keeps; null if the message is not kept, but only given to followers
 * @param except the ids of the connections that do not get it, such as its sender's
 */
public record Publication(Audience audience, byte[] json, byte[] messagePack, ChannelRule rule, Set<String> except) {

    /**
     * Makes a publication.
     *
     * @throws NullPointerException if an argument other than the rule is null
     * @throws IllegalArgumentException if there is a rule, but the audience is not all subscribers of a channel
     */
    public Publication {
        Objects.requireNonNull(audience, "audience");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(messagePack, "messagePack");
        if (rule != null && !(audience instanceof Audience.Subscribers && audience.endpoint() == null)) {
            throw new IllegalArgumentException("only a message to all subscribers of a channel is kept");
        }
        except = Set.copyOf(except);
    }

    /**
     * Makes a publication to the subscribers of a channel.
     *
     * @throws NullPointerException if an argument other than the rule is null
     */
    public Publication(String channel, byte[] json, byte[] messagePack, ChannelRule rule, Set<String> except) {
        this(new Audience.Subscribers(channel, null), json, messagePack, rule, except);
    }

    /**
     * Returns the channel whose subscribers get it.
     *
     * @return the channel's name; null if others get it
     */
    public String channel() {
        return audience instanceof Audience.Subscribers subscribers ? subscribers.channel() : null;
    }
}
