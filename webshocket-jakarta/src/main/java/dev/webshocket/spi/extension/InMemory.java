package dev.webshocket.spi.extension;

import java.util.ServiceLoader;
import java.util.function.LongSupplier;

/**
 * Makes the stores that are used where an application brings none: all of them keep what they have in this process. Found by
 * {@link ServiceLoader}, so that this package knows no implementation.
 */
public interface InMemory {

    /**
     * Makes a registry of subscriptions.
     *
     * @return an empty one
     */
    ChannelRegistry channels();

    /**
     * Makes buckets.
     *
     * @param maximum how many of users and addresses there may be, at least 1
     * @param nanoClock the time in nanoseconds since any moment; it never goes back
     * @return an empty store
     * @throws IllegalArgumentException if there may be none
     */
    RateLimitBuckets rateLimitBuckets(int maximum, LongSupplier nanoClock);

    /**
     * Makes a store of attributes.
     *
     * @return an empty one
     */
    SessionStates sessionStates();

    /**
     * Finds what makes the stores.
     *
     * @return the one in webshocket-jakarta
     * @throws IllegalStateException if its jar is not whole
     */
    static InMemory stores() {
        return ServiceLoader.load(InMemory.class, InMemory.class.getClassLoader())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("webshocket-jakarta is not whole: its stores in memory are missing"));
    }
}
