package dev.webshocket;

import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The items of a stream that the other side sends, in the order of their arrival: what a client gets from a streaming
 * call, and, as a parameter of an {@link RpcMethod}, what the caller uploads. For one consumer at a time, on any thread.
 *
 * <pre>{@code
 * try (RpcItems<Integer> items = client.streamRpc("count_to", Integer.class, 5)) {
 *     for (int item : items) {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>Received items wait in a bounded buffer. The other side sends no more than there is room for. In version 1 of the
 * protocol a full buffer stops the reading of the whole connection instead, and the stream fails with {@code
 * WEBSHOCKET-0333} if its buffer is still over its bound after 4 seconds.
 *
 * @param <T> the items' type
 */
public interface RpcItems<T> extends Iterable<T>, AutoCloseable {

    /**
     * Returns the iterator over the items. Its {@code hasNext} and {@code next} wait for the next item. In a client they
     * throw
     *
     * <ul>
     *   <li>{@link RpcException} if the server ended the stream with an error;
     *   <li>{@code ConnectionClosedException} if the connection broke;
     *   <li>{@code CallTimeoutException} if the first item did not arrive in time;
     *   <li>{@code ClientException} if an item does not fit the type, the consumer is too slow, or the thread is
     *       interrupted; the stream is then cancelled.
     * </ul>
     *
     * <p>In a method that receives an upload they throw
     *
     * <ul>
     *   <li>{@link RpcException} if the caller ended the stream with an error, an item does not fit the type, or the
     *       application has no memory for it;
     *   <li>{@link java.util.concurrent.CancellationException} if the call has been cancelled or answered, the connection
     *       has ended, or the thread is interrupted. A method need not catch it.
     * </ul>
     *
     * @return the same iterator at each call: the items can be read once
     */
    @Override
    Iterator<T> iterator();

    /**
     * Returns the items as a stream. Closing the stream closes this object.
     *
     * @return a sequential, ordered stream over the {@link #iterator}
     */
    Stream<T> stream();

    /**
     * Tells the other side that no more items are wanted, unless the stream has ended. The iterator then ends. In a
     * client this cancels the call; an upload ends with its call in any case, so that a method need not close it.
     */
    @Override
    void close();
}
