package dev.webshocket.it.app.enterprise;

import dev.webshocket.Channels;

/** A part of the application that publishes. */
public enum Publisher {
    SERVLET,
    TIMER,
    EXECUTOR,
    THREAD;

    /** Sends a message in each possible way; the second one contains how many clients got the first. */
    static void publish(Channels channels, String channel) {
        channels.broadcast(channels.publish(channel, "published"));
        channels.at("/readers").publish(channel, "published to readers");
        channels.at("/readers").broadcast("broadcast to readers");
    }
}
