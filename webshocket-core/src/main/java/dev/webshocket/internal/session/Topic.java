package dev.webshocket.internal.session;

import dev.webshocket.SlowConsumer;
import java.util.Objects;

/**
 * How full queues treat the messages of a channel. Immutable.
 *
 * @param channel the channel's name
 * @param policy what to do with a message without room; null for as the settings say
 * @param isMissed whether the client has to learn of messages that were dropped
 */
public record Topic(String channel, SlowConsumer policy, boolean isMissed) {

    /** Makes a topic. */
    public Topic {
        Objects.requireNonNull(channel, "channel");
    }

    /** Tells whether only the newest message of the channel waits. */
    boolean conflates() {
        return policy == SlowConsumer.CONFLATE;
    }
}
