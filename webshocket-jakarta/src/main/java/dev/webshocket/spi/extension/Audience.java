package dev.webshocket.spi.extension;

import java.util.Objects;

/** Who gets a message of a {@link MessageLog}, on every server that follows the log. Immutable. */
public sealed interface Audience {

    /**
     * Returns the path of the endpoint whose connections get it.
     *
     * @return as in {@link dev.webshocket.WebSocketHandler}; null for all endpoints
     */
    String endpoint();

    /**
     * The subscribers of a channel.
     *
     * @param channel the channel's name
     * @param endpoint the path of the endpoint; null for all
     */
    record Subscribers(String channel, String endpoint) implements Audience {

        /**
         * Makes an audience.
         *
         * @throws NullPointerException if the channel is null
         */
        public Subscribers {
            Objects.requireNonNull(channel, "channel");
        }
    }

    /**
     * The connections of a user.
     *
     * @param name the name of the principal
     * @param endpoint the path of the endpoint; null for all
     */
    record User(String name, String endpoint) implements Audience {

        /**
         * Makes an audience.
         *
         * @throws NullPointerException if the name is null
         */
        public User {
            Objects.requireNonNull(name, "name");
        }
    }

    /**
     * All connections.
     *
     * @param endpoint the path of the endpoint; null for all
     */
    record Everyone(String endpoint) implements Audience {}
}
