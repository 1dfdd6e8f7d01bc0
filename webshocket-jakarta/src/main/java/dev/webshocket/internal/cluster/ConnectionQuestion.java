package dev.webshocket.internal.cluster;

import dev.webshocket.internal.channel.EncodedPacket;

/** What one server asks the others of their connections. Immutable. */
sealed interface ConnectionQuestion {

    /** Returns the path of the endpoint whose connections count; null for all. */
    String endpoint();

    /** How many there are. */
    record Count(String endpoint) implements ConnectionQuestion {}

    /** Which one has an id. */
    record Find(String endpoint, String uid) implements ConnectionQuestion {}

    /** Which ones a user has. */
    record OfUser(String endpoint, String name) implements ConnectionQuestion {}

    /** Whether a message to the one of an id is queued now. */
    record Send(String endpoint, String uid, EncodedPacket packet) implements ConnectionQuestion {}

    /**
     * Whether the one of an id is there and closes now.
     *
     * @param reason null for none
     */
    record Close(String endpoint, String uid, int code, String reason) implements ConnectionQuestion {}
}
