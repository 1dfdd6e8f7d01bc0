package dev.webshocket.it.cluster;

/** A client that has subscribed to channels, and tells a {@link Reader} what it gets. */
interface Subscriber extends AutoCloseable {

    Reader reader();

    /** Tells whether it has missed nothing but what it was told of: whether it speaks version 2. */
    boolean isReliable();

    /** Tells whether it is connected, with its subscriptions. */
    boolean isFollowing();

    @Override
    void close();
}
