package dev.webshocket;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The open connections of this application on all its servers, this one included: what {@link Connections} offers, asynchronously. Each
 * method asks the other servers, and completes within 2 seconds; a server that does not answer by then is left out. Without a cluster
 * there is one server. The stages complete with a {@link ChannelException}, {@code WEBSHOCKET-0274}, if the other servers cannot be asked. They
 * complete on any thread.
 *
 * <p>Safe for use by any thread. No method waits.
 */
public interface ClusterConnections {

    /**
     * Counts the connections.
     *
     * @return completes with how many there are
     */
    CompletionStage<Integer> count();

    /**
     * Finds a connection by its id.
     *
     * @param uid the {@link ClientConnection#uid()}
     * @return completes with the connection; with empty if there is none
     */
    CompletionStage<Optional<RemoteConnection>> find(String uid);

    /**
     * Finds the connections of a user.
     *
     * @param name the name of the {@link ClientConnection#principal()}
     * @return completes with the connections, in no order
     */
    CompletionStage<List<RemoteConnection>> ofUser(String name);

    /**
     * Sends a message to one connection, as {@link Connections#send} does.
     *
     * @param uid the {@link ClientConnection#uid()}
     * @param data as {@link ClientConnection#send} takes it
     * @return completes with whether it was queued
     * @throws IllegalArgumentException if the data cannot be encoded in both encodings
     */
    CompletionStage<Boolean> send(String uid, Object data);

    /**
     * Closes a connection, as {@link Connections#close} does.
     *
     * @param uid the {@link ClientConnection#uid()}
     * @param code the close code: 1000 to 1003, 1007 to 1013, or 3000 to 4999
     * @param reason the close reason; null for none, cut after 123 bytes of UTF-8
     * @return completes with whether there was such a connection
     * @throws IllegalArgumentException if the code may not be sent
     */
    CompletionStage<Boolean> close(String uid, int code, String reason);
}
