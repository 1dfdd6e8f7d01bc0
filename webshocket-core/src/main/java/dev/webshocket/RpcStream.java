package dev.webshocket;

/**
 * Sends the items of a streaming {@link RpcMethod} as the method produces them. A parameter of this type makes a {@code
 * void} method a stream, which ends when the method returns and fails when it throws.
 *
 * <p>When the client cancels or disconnects, the thread that runs the method is interrupted, so that a method stops
 * that waits for something else.
 *
 * <p>Safe for use by several threads, until the method returns.
 *
 * @param <T> the items' type
 */
public interface RpcStream<T> {

    /**
     * Sends one item. Waits while the connection's send queue is full, so that a slow client slows the method down.
     *
     * @param item the item, may be null
     * @throws java.util.concurrent.CancellationException if the client has cancelled the stream or disconnected, or if
     *     the thread is interrupted while it waits. A method need not catch it; it is neither logged nor sent
     * @throws IllegalStateException if the method has returned
     */
    void send(T item);

    /**
     * Tells whether the client no longer reads the stream.
     *
     * @return true once the client has cancelled the stream or disconnected
     */
    boolean isCancelled();
}
