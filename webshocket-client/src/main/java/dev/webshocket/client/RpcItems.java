package dev.webshocket.client;

import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The items of a streaming call, as they come. For one consumer, which may be any thread, one at a time.
 *
 * <pre>{@code
 * try (RpcItems<Integer> items = client.streamRpc("count_to", Integer.class, 5)) {
 *     for (int item : items) {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>What has come and is not taken yet waits in a buffer, {@link WebSocketClientBuilder#bufferBytes} long. While that
 * is full the client does not read from its connection, which slows the server down, and with it everything else on the
 * connection. Where what waits is still more than that after 4 seconds, the stream is lost, with {@code
 * WEBSHOCKET-0333}.
 *
 * @param <T> the items' type
 */
public interface RpcItems<T> extends Iterable<T>, AutoCloseable {

    /**
     * Returns the iterator over the items. Its {@code hasNext} and {@code next} wait for the next item, and throw
     *
     * <ul>
     *   <li>{@link dev.webshocket.RpcException} where the server ended the stream with an error;
     *   <li>{@link ConnectionClosedException} where the connection broke;
     *   <li>{@link CallTimeoutException} where the first item did not come in time;
     *   <li>{@link ClientException} where an item does not fit the type, the consumer is too slow, or the thread is
     *       interrupted; the stream is cancelled then.
     * </ul>
     *
     * @return the iterator, the same at each call: the items come once
     */
    @Override
    Iterator<T> iterator();

    /**
     * Returns the items as a stream, which closes this when it is closed.
     *
     * @return a sequential, ordered stream over the {@link #iterator}
     */
    Stream<T> stream();

    /** Cancels the call on the server, unless it has ended. The iterator then has no more items. */
    @Override
    void close();
}
