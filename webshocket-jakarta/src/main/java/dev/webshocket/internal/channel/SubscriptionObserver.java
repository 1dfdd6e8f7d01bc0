package dev.webshocket.internal.channel;

import dev.webshocket.Since;
import java.util.Collection;

/** Learns of the changes of one connection's subscriptions. Its methods are called one at a time, in the order of the changes. */
public interface SubscriptionObserver {

    /** Observes nothing. */
    SubscriptionObserver NONE = new SubscriptionObserver() {};

    /** Subscriptions will be added, which get no message before. Must not wait, nor call the container or user code. */
    default void adding(Collection<String> names) {}

    /** A subscription to a channel will be added as {@link #adding(Collection)} says, and begins somewhere else than now. */
    default void adding(String channel, Since since) {}

    /** Subscriptions have been removed. Must not wait, nor call the container or user code. */
    default void removed(Collection<String> names) {}

    /** Subscriptions have been added; called without a lock, and possibly by several threads at a time. */
    default void added() {}
}
