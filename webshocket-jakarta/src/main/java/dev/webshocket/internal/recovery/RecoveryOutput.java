package dev.webshocket.internal.recovery;

import dev.webshocket.spi.extension.LogEntry;
import java.util.List;

/** Where a {@link Recovery} sends messages: the queue of a connection. Safe for use by any thread; no method waits. */
public interface RecoveryOutput {

    /** Tells whether there is room for a message of any length. */
    boolean hasRoom();

    /**
     * Runs an action once there is room, on any thread.
     *
     * @return false, and the action is not run, if there is room now
     */
    boolean whenRoom(Runnable action);

    /** Queues a message, with its position if the client knows positions. */
    void send(LogEntry entry);

    /** Tells the client that it has lost messages of these subscriptions, before any message that is queued later. */
    void gap(List<String> subscriptions);
}
