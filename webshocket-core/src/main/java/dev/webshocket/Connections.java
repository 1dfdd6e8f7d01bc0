package dev.webshocket;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The open connections of this application on this server, to find them, count them, send to one of them, or close it. A CDI
 * application injects it; the embedded server's {@code WebSocketServer.connections()} returns it.
 *
 * <p>A connection is among them once its {@link OnConnect} callbacks have accepted the client, until it ends or begins to close:
 * {@link OnConnect} and {@link OnDisconnect} callbacks do not find their own. Connections that have lost their socket and wait for
 * their clients to resume them are among them.
 *
 * <p>Safe for use by any thread. No method waits for a client. What is returned is a snapshot: clients come and go meanwhile.
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
     * @return a stream of a snapshot
     */
    default Stream<ClientConnection> stream() {
        return list().stream();
    }

    /**
     * Finds a connection by its id, in constant time.
     *
     * @param uid the {@link ClientConnection#uid()}
     * @return the connection; empty if there is none
     */
    Optional<ClientConnection> find(String uid);

    /**
     * Finds the connections of a user, in a time that depends on their number only.
     *
     * @param name the name of the {@link ClientConnection#principal()}
     * @return a snapshot, in no order; unmodifiable; empty if the user has none
     */
    List<ClientConnection> ofUser(String name);

    /**
     * Counts the connections. It looks at each of them.
     *
     * @return how many there are
     */
    int count();

    /**
     * Sends a message to one connection, without waiting, on any thread. If there is no room, {@link
     * WebshocketSettings#slowConsumer()} decides, as with published messages; {@link ClientConnection#send} waits instead.
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
     * @param code the close code: 1000 to 1003, 1007 to 1013, or 3000 to 4999
     * @param reason the close reason; null for none, cut after 123 bytes of UTF-8
     * @return whether there was such a connection
     * @throws IllegalArgumentException if the code may not be sent, also if there is no such connection
     */
    boolean close(String uid, int code, String reason);

    /**
     * Returns the connections of this application on all its servers. Without a cluster module there is one server.
     *
     * @return those of the same endpoints
     */
    ClusterConnections cluster();

    /**
     * Restricts all methods to the connections of one endpoint.
     *
     * @param path the endpoint's path as in {@link WebSocketHandler}, with the names of its variables, for instance {@code
     *     /rooms/{room}}
     * @return the connections of that endpoint, usable as long as this object
     * @throws IllegalArgumentException if no endpoint has this path; the message lists all endpoints
     */
    Connections at(String path);
}
