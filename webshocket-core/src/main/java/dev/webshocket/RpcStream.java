package dev.webshocket;

/**
 * Sends the items of a streaming {@link RpcMethod} as they are made. A parameter of this type makes a {@code void}
 * method a stream, which ends when the method returns, or fails when it throws.
 *
 * <p>When the client cancels or goes, the thread that runs the method is interrupted, so that a method that waits
 * elsewhere is told too.
 *
 * <p>Safe for use by several threads, as long as the method has not returned.
 *
 * @param <T> the items' type
 */
public interface RpcStream<T> {

    /**
     * Sends one item. Waits while the connection's outbound queue is full, so that a slow client slows the method down.
     *
     * @param item the item, may be null
     * @throws java.util.concurrent.CancellationException if the client has cancelled the stream or has gone, or if the
     *     thread is interrupted while it waits; a method need not catch it, and nothing is logged or sent for it
     * @throws IllegalStateException if the method has returned
     */
    void send(T item);

    /**
     * Tells whether nobody listens any more.
     *
     * @return true once the client has cancelled the stream or has gone
     */
    boolean isCancelled();
}
