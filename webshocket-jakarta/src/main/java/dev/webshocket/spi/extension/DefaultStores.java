package dev.webshocket.spi.extension;

import java.util.ServiceLoader;
import java.util.function.LongSupplier;

/**
 * Makes the default stores, which are in memory. A {@link ServiceLoader} finds it, so that this package does not depend
 * on the implementation.
 */
public interface DefaultStores {

    /**
     * Makes a registry of subscriptions.
     *
     * @return an empty registry
     */
    ChannelRegistry channels();

    /**
     * Makes a store of rate limits.
     *
     * @param maximum how many buckets of users and addresses there may be, at least 1
     * @param nanoClock a monotonic clock in nanoseconds, such as {@link System#nanoTime()}
     * @return an empty store
     * @throws IllegalArgumentException if the maximum is below 1
     */
    RateLimitBuckets rateLimitBuckets(int maximum, LongSupplier nanoClock);

    /**
     * Makes a store of attributes.
     *
     * @return an empty store
     */
    SessionStates sessionStates();

    /**
     * Makes a log of messages.
     *
     * @param bytes how much all messages may take, at least 1 MiB
     * @return an empty log
     * @throws IllegalArgumentException if the bytes are too few
     */
    MessageLog messages(long bytes);

    /**
     * Makes a store of presence.
     *
     * @return an empty store
     */
    PresenceStore presence();

    /**
     * Makes a store of sessions.
     *
     * @param maximum how many sessions, at least 1
     * @param nanoClock a monotonic clock in nanoseconds, such as {@link System#nanoTime()}
     * @return an empty store
     * @throws IllegalArgumentException if the maximum is below 1
     */
    SessionStore sessions(int maximum, LongSupplier nanoClock);

    /**
     * Finds the implementation.
     *
     * @return the implementation in webshocket-jakarta
     * @throws IllegalStateException if the jar is incomplete
     */
    static DefaultStores stores() {
        return ServiceLoader.load(DefaultStores.class, DefaultStores.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "webshocket-jakarta is incomplete: its in-memory stores are missing"));
    }
}
