package dev.webshocket.spi.extension;

import dev.webshocket.ChannelPresence;
import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Stores who is present in channels. A member is present while one of its sessions is. An application or a cluster module may
 * replace the default, which is in memory. Implementations must be safe for use by many threads, must not block, and complete their
 * stages on any thread.
 */
public interface PresenceStore {

    /**
     * Makes a store in memory.
     *
     * @return an empty store
     */
    static PresenceStore inMemory() {
        return DefaultStores.stores().presence();
    }

    /**
     * Notes that a session is in a channel, or has other info, or is still there.
     *
     * @param channel the channel's name
     * @param session the id of the session
     * @param member who it is; the latest info of a member's sessions counts
     * @param keep how long the session counts if it is not noted again
     * @return completes once it is noted
     */
    CompletionStage<Void> enter(String channel, String session, Member member, Duration keep);

    /**
     * Notes that a session has left a channel.
     *
     * @param channel the channel's name
     * @param session the id of the session
     * @return completes once it is noted
     */
    CompletionStage<Void> leave(String channel, String session);

    /**
     * Returns who is in a channel.
     *
     * @param channel the channel's name
     * @return completes with the members, on all servers
     */
    CompletionStage<ChannelPresence> members(String channel);

    /**
     * Returns how many members are in a channel.
     *
     * @param channel the channel's name
     * @return completes with the number
     */
    CompletionStage<Integer> count(String channel);

    /**
     * Follows the changes of members. Sessions that come and go while their member stays make no change.
     *
     * @param follower gets each change, in the order of changes of a channel; it only queues
     * @return ends the following
     */
    AutoCloseable follow(Consumer<? super PresenceChange> follower);
}
