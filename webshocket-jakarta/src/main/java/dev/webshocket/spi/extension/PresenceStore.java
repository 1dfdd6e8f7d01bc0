package dev.webshocket.spi.extension;

import dev.webshocket.ChannelPresence;
import dev.webshocket.Member;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Stores who is present in channels. A member is in a channel while one of its sessions is: on one device or several. Its info is the
 * latest that one of these sessions has given; sessions whose info is null have given none.
 *
 * <p>A session is in the store until it leaves, or until nobody has renewed it for as long as its server asked for: then the store
 * removes it from all its channels, because its server has failed. Servers that share a store see the members of all.
 *
 * <p>An application or a cluster module may replace the default, which is in memory. Implementations must be safe for use by many
 * threads, must not block, and complete their stages on any thread. They apply the changes of one session in the order of the
 * calls.
 */
public interface PresenceStore {

    /** Learns who comes and goes. Safe for use by any thread; it only queues, and does not throw. */
    @FunctionalInterface
    interface Follower {

        /**
         * Called for each change of a member, one after the other for each channel. Sessions that come and go while their member
         * stays with the same info make no change.
         *
         * @param channel the channel's name
         * @param before the member as it was; null if it was not there
         * @param after the member as it is; null if it has left
         */
        void changed(String channel, Member before, Member after);

        /**
         * Learns that changes may have been lost: whoever has followed them asks anew who is there. By default it does nothing.
         *
         * @param channels tells whether changes of a channel may have been lost
         */
        default void lost(Predicate<String> channels) {}
    }

    /**
     * Makes a store in memory. It takes memory for the sessions in it only, and has no thread: {@link #renew} removes the sessions
     * that were not renewed. Servers in one process may share it.
     *
     * @return an empty store
     */
    static PresenceStore inMemory() {
        return DefaultStores.stores().presence();
    }

    /**
     * Records that a session is in a channel, or has other info. A session that is in the channel already with the same info does not
     * come anew.
     *
     * @param channel the channel's name
     * @param session the id of the session
     * @param member who it is, with the info that this session gives, a plain value
     * @param keep for how long the session stays in all its channels unless it is renewed
     * @return completes once it is recorded
     */
    CompletionStage<Void> enter(String channel, String session, Member member, Duration keep);

    /**
     * Records that a session has left a channel; it has no effect if the session is not there, or if another server has entered it
     * since.
     *
     * @param channel the channel's name
     * @param session the id of the session
     * @return completes once it is recorded
     */
    CompletionStage<Void> leave(String channel, String session);

    /**
     * Keeps sessions for longer. A server calls it every few seconds with all its sessions that are in channels, also if there are
     * none.
     *
     * @param sessions the ids of the sessions
     * @param keep for how long they stay from now on, unless they are renewed again
     * @return completes with those of the sessions that are not in all their channels in this store: it may have lost them, or removed
     *     them too early, or another server has entered them meanwhile; the server enters them again, if it still has them
     */
    CompletionStage<Set<String>> renew(Collection<String> sessions, Duration keep);

    /**
     * Returns who is in a channel.
     *
     * @param channel the channel's name
     * @return completes with the members, of all servers
     */
    CompletionStage<ChannelPresence> members(String channel);

    /**
     * Returns how many members are in a channel, without making a list of them.
     *
     * @param channel the channel's name
     * @return completes with the number, of all servers
     */
    CompletionStage<Integer> count(String channel);

    /**
     * Follows the changes of all channels, of all servers.
     *
     * @param follower gets each change from now on
     * @return run it to end the following
     */
    Runnable follow(Follower follower);
}
