package dev.webshocket;

import java.util.List;

/**
 * Who is present in a channel at one moment. Immutable.
 *
 * @param channel the channel's name
 * @param members the members, in the order of their ids
 */
public record ChannelPresence(String channel, List<Member> members) {

    /**
     * Makes a presence.
     *
     * @throws NullPointerException if a member is null
     */
    public ChannelPresence {
        members = List.copyOf(members);
    }
}
