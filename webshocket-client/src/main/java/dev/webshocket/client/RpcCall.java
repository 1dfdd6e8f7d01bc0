package dev.webshocket.client;

import dev.webshocket.RpcException;
import dev.webshocket.RpcItems;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/**
 * A call with its arguments and options, created by {@link WebSocketClient#rpc}.
 *
 * <pre>{@code
 * String answer = client.rpc("send_message")
 *         .named("room", "lobby")
 *         .named("msg", "hello")
 *         .timeout(Duration.ofSeconds(5))
 *         .call(String.class);
 * }</pre>
 *
 * <p>Immutable: each method that adds something returns a new object. A call may be made any number of times, by any
 * thread. Successive calls by one thread are sent in order.
 *
 * <p>Every form throws, or completes with,
 *
 * <ul>
 *   <li>{@link RpcException} with the server's code and message if the server refused or failed the call (not {@link
 *       #send}, which returns the error);
 *   <li>{@link CallTimeoutException} if no answer came in time; the server is told to cancel the call;
 *   <li>{@link ConnectionClosedException} if the connection broke before the answer, or there is no connection;
 *   <li>{@link ClientException} if the arguments cannot be encoded, the result does not fit the type, too many calls
 *       wait, or the waiting thread is interrupted (its interrupt status stays set, and the call is cancelled).
 * </ul>
 *
 * <p>Every form that takes a type, also those with futures, throws {@link IllegalArgumentException} if no wire value
 * can be read as that type.
 */
public interface RpcCall {

    /**
     * Sets the positional arguments.
     *
     * @param arguments the arguments, starting with the first parameter; anything that JSON-B binds
     * @return a new call
     */
    RpcCall args(Object... arguments);

    /**
     * Adds a named argument.
     *
     * @param name the parameter's name
     * @param argument the argument, may be null; anything that JSON-B binds
     * @return a new call
     */
    RpcCall named(String name, Object argument);

    /**
     * Adds metadata, which the server's interceptors and {@code ClientConnection.meta()} get, such as {@code traceparent}. Version
     * 1 of the wire protocol has none: it is left out there.
     *
     * @param name the name; it replaces an earlier value of that name
     * @param value the value
     * @return a new call
     * @throws IllegalArgumentException if the call then had more than 16 entries, or they had more than 4 KiB of UTF-8
     */
    RpcCall meta(String name, String value);

    /**
     * Adds a stream to upload: the argument of the method's next stream parameter, apart from those of {@link #args} and
     * {@link #named}. The publisher is subscribed to once the call has been sent, and is asked for as many items as the
     * server accepts. The upload ends with the publisher, with the answer of the call, or when the method wants no more.
     *
     * <p>If the publisher fails with an {@link RpcException}, the method gets its code and message; if it fails with
     * anything else, the call also fails with {@code WEBSHOCKET-0346}. A call with uploads that has been sent is not sent
     * again, even if it is {@linkplain #idempotent idempotent}. On version 1 of the protocol it fails with {@code
     * WEBSHOCKET-0347}.
     *
     * @param items subscribed to by each call; its items are anything that JSON-B binds
     * @return a new call
     * @throws NullPointerException if it is null
     */
    RpcCall upload(Flow.Publisher<?> items);

    /**
     * Adds a stream to upload, as {@link #upload(Flow.Publisher)} does. The iterator is used by one thread at a time, which
     * waits while the server accepts no items.
     *
     * @param items iterated by each call
     * @return a new call
     * @throws NullPointerException if it is null
     */
    RpcCall upload(Iterable<?> items);

    /**
     * Adds a stream to upload, as {@link #upload(Flow.Publisher)} does. It is read by one thread, which waits while the
     * server accepts no items, and is closed at the end, also if the call cannot be sent.
     *
     * @param items used up by the first call
     * @return a new call, to be made once
     * @throws NullPointerException if it is null
     */
    RpcCall upload(Stream<?> items);

    /**
     * Sets how long to wait for the answer, or for the first item of a stream, counted from the call.
     *
     * @param timeout zero for no limit; by default the client's
     * @return a new call
     * @throws IllegalArgumentException if it is negative
     */
    RpcCall timeout(Duration timeout);

    /**
     * Declares the method safe to run twice. A call in flight when the connection breaks is then sent again after
     * reconnecting, within its timeout, instead of failing. A streaming call is sent again only if no item has arrived.
     *
     * @return a new call
     */
    RpcCall idempotent();

    /**
     * Calls and waits for the result.
     *
     * @param <T> the result's type
     * @param type a class that JSON-B binds; {@code Void.class} to ignore the result
     * @return the result, null only where the type allows it
     */
    default <T> T call(Class<T> type) {
        return call((Type) type);
    }

    /**
     * Calls and waits for the result.
     *
     * @param <T> the result's type
     * @param type a class or a generic type without wildcards and variables
     * @return the result, null only where the type allows it
     */
    <T> T call(Type type);

    /**
     * Calls.
     *
     * @param <T> the result's type
     * @param type a class that JSON-B binds
     * @return completes with the result; cancelling it cancels the call on the server. Dependent stages run on the
     *     client's executor
     */
    default <T> CompletableFuture<T> callAsync(Class<T> type) {
        return callAsync((Type) type);
    }

    /**
     * Calls.
     *
     * @param <T> the result's type
     * @param type a class or a generic type without wildcards and variables
     * @return completes with the result; cancelling it cancels the call on the server. Dependent stages run on the
     *     client's executor
     */
    <T> CompletableFuture<T> callAsync(Type type);

    /**
     * Calls and waits for the answer, which may be the server's error.
     *
     * @return the answer
     */
    RpcResponse send();

    /**
     * Calls; the answer may be the server's error.
     *
     * @return completes with the answer; cancelling it cancels the call on the server. Dependent stages run on the
     *     client's executor
     */
    CompletableFuture<RpcResponse> sendAsync();

    /**
     * Calls a method that answers with a stream.
     *
     * @param <T> the items' type
     * @param type a class that JSON-B binds
     * @return the items; close them
     */
    default <T> RpcItems<T> stream(Class<T> type) {
        return stream((Type) type);
    }

    /**
     * Calls a method that answers with a stream. If it answers with a single value, that is the only item.
     *
     * @param <T> the items' type
     * @param type a class or a generic type without wildcards and variables
     * @return the items; close them
     */
    <T> RpcItems<T> stream(Type type);

    /**
     * Describes a streaming call.
     *
     * @param <T> the items' type
     * @param type a class that JSON-B binds
     * @return a publisher as {@link #streamAsync(Type)} says
     */
    default <T> Flow.Publisher<T> streamAsync(Class<T> type) {
        return streamAsync((Type) type);
    }

    /**
     * Describes a streaming call: each subscription makes its own call. A subscriber gets as many items as it has
     * requested; further items wait in the buffer that {@link RpcItems} describes. Cancelling the subscription cancels
     * the call on the server. Subscribers run on the client's executor.
     *
     * @param <T> the items' type
     * @param type a class or a generic type without wildcards and variables
     * @return a publisher of the items. A null item fails the stream with a {@link NullPointerException}, since
     *     Reactive Streams forbid null
     */
    <T> Flow.Publisher<T> streamAsync(Type type);
}
