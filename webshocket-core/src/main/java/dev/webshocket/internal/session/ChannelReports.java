package dev.webshocket.internal.session;

import java.util.List;

/**
 * What a session tells the other side of its channels with history, section "Channels" of the wire protocol. A client tells nothing.
 */
public interface ChannelReports {

    /** Tells nothing. */
    ChannelReports NONE = new ChannelReports() {};

    /**
     * Returns the positions that have moved since they were last told, as far as the other side has been sent all messages before
     * them, or they wait in the queue. Called without a lock; must not wait.
     */
    default List<String> moved() {
        return List.of();
    }

    /** Records that positions have been sent. Called under the lock of the queue; must only take a note. */
    default void told(List<String> positions) {}

    /**
     * Returns the subscriptions of which a message that was dropped is a loss. Called under the lock of the queue; must not wait for
     * a lock under which the queue is used.
     */
    default List<String> lost(Topic dropped) {
        return List.of();
    }
}
