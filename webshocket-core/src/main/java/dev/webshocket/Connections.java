package dev.webshocket;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The connections of this application on this server, those included that wait for their clients to resume them. A CDI
 * application injects it; {@code WebSocketServer} returns it.
 *
 * <p>Safe for use by any thread. No method waits for a client.
 */
public interface Connections {

    /**
     * Returns all connections.
     *
     * @return a snapshot, in no order; unmodifiable
     */
    List<ClientConnection> list();

    /**
     * Returns all connections, as {@link #list()} does.
     *
     * @return a stream of them
     */
    default Stream<ClientConnection> stream() {
        return list().stream();
    }

    /**
     * Finds a connection by its id, without a scan.
     *
     * @param uid the {@link ClientConnection#uid()}
     * @return the connection; empty if there is none
     */
    Optional<ClientConnection> find(String uid);

    /**
     * Finds the connections of a user, without a scan.
     *
     * @param name the name of the {@link ClientConnection#principal()}
     * @return a snapshot, in no order; unmodifiable
     */
    List<ClientConnection> ofUser(String name);

    /**
     * Returns how many connections there are.
     *
     * @return the number; exact only while no client connects or disconnects
     */
    int count();

    /**
     * Sends a message to one connection, without waiting.
     *
     * @param uid the {@link ClientConnection#uid()}
     * @param data as {@link ClientConnection#send} takes it
     * @return whether it was queued; false if there is no such connection, or its queue has no room for the message
     * @throws IllegalArgumentException if the data cannot be encoded
     */
    boolean send(String uid, Object data);

    /**
     * Closes a connection, as {@link ClientConnection#close(int, String)} does.
     *
     * @param uid the {@link ClientConnection#uid()}
     * @param code the close code
     * @param reason the close reason
     * @return whether there was such a connection
     * @throws IllegalArgumentException if the code may not be sent
     */
    boolean close(String uid, int code, String reason);

    /**
     * Restricts all methods to the connections of one endpoint.
     *
     * @param path the endpoint's path as in {@link WebSocketHandler}, with the names of its variables
     * @return the connections of that endpoint, usable as long as this object
     * @throws IllegalArgumentException if no endpoint has this path; the message lists all endpoints
     */
    Connections at(String path);
}
