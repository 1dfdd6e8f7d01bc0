package dev.webshocket;

import java.util.List;
import java.util.Objects;

/**
 * Who is present in a channel at one moment: what {@link Channels#presence} returns. Immutable.
 *
 * @param channel the channel's name
 * @param members the members, each once, in the order of their ids
 */
public record ChannelPresence(String channel, List<Member> members) {

    /**
     * Makes a presence.
     *
     * @throws NullPointerException if an argument or a member is null
     */
    public ChannelPresence {
        Objects.requireNonNull(channel, "channel");
        members = List.copyOf(members);
    }
}
