package dev.webshocket.internal.channel;

import dev.webshocket.Since;
import java.util.Collection;

/** Learns of the changes of one connection's subscriptions. Its methods are called one at a time, in the order of the changes. */
public interface SubscriptionObserver {

    /** Observes nothing. */
    SubscriptionObserver NONE = new SubscriptionObserver() {};

    /**
     * Subscriptions will be added, which get no message before. Must not wait, nor call the container or user code.
     *
     * @return runs when they have been added, or that has failed; without a lock, and possibly several of them at a time
     */
    default Runnable adding(Collection<String> names) {
        return () -> {};
    }

    /** A subscription to a channel will be added as {@link #adding(Collection)} says, and begins somewhere else than now. */
    default Runnable adding(String channel, Since since) {
        return () -> {};
    }

    /** Subscriptions have been removed. Must not wait, nor call the container or user code. */
    default void removed(Collection<String> names) {}
}
