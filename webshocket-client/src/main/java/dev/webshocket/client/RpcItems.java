package dev.webshocket.client;

import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The items of a streaming call, in the order of their arrival. For one consumer at a time, on any thread.
 *
 * <pre>{@code
 * try (RpcItems<Integer> items = client.streamRpc("count_to", Integer.class, 5)) {
 *     for (int item : items) {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>Received items wait in a buffer of {@link WebSocketClientBuilder#bufferBytes}. While it is full, the client does
 * not read from its connection, which slows down the server and everything else on the connection. If the buffer is
 * still over its bound after 4 seconds, the stream fails with {@code WEBSHOCKET-0333}.
 *
 * @param <T> the items' type
 */
public interface RpcItems<T> extends Iterable<T>, AutoCloseable {

    /**
     * Returns the iterator over the items. Its {@code hasNext} and {@code next} wait for the next item, and throw
     *
     * <ul>
     *   <li>{@link dev.webshocket.RpcException} if the server ended the stream with an error;
     *   <li>{@link ConnectionClosedException} if the connection broke;
     *   <li>{@link CallTimeoutException} if the first item did not arrive in time;
     *   <li>{@link ClientException} if an item does not fit the type, the consumer is too slow, or the thread is
     *       interrupted; the stream is then cancelled.
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

    /** Cancels the call on the server, unless it has ended. The iterator then ends. */
    @Override
    void close();
}
