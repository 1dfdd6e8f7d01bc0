package dev.webshocket;

import java.util.List;

/**
 * Who has come to a channel and who has left it since the change before. Who comes and goes within one change is not in it.
 * Section "Channels" of the wire protocol. Immutable.
 *
 * @param channel the channel's name
 * @param joined who has come, or has other info
 * @param left who has gone
 */
public record PresenceChange(String channel, List<Member> joined, List<Member> left) {

    /**
     * Makes a change.
     *
     * @throws NullPointerException if a member is null
     */
    public PresenceChange {
        joined = List.copyOf(joined);
        left = List.copyOf(left);
    }
}
