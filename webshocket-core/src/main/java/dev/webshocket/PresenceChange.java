package dev.webshocket;

import java.util.List;
import java.util.Objects;

/**
 * Who has come to a channel and who has left it, since the change before. Changes come in batches, at most four a second for a
 * channel: who comes and goes within one batch is not in it, nor is who leaves and comes back with the same info. A batch has at
 * most 500 members; the others are in the next. Section "Channels" of the wire protocol.
 *
 * <p>On the server it is a CDI event, for observers such as {@code void changed(@Observes PresenceChange change)}. Immutable.
 *
 * @param channel the channel's name
 * @param joined who has come, or has other info
 * @param left who has gone, with the info known last
 */
public record PresenceChange(String channel, List<Member> joined, List<Member> left) {

    /**
     * Makes a change.
     *
     * @throws NullPointerException if an argument or a member is null
     */
    public PresenceChange {
        Objects.requireNonNull(channel, "channel");
        joined = List.copyOf(joined);
        left = List.copyOf(left);
    }
}
