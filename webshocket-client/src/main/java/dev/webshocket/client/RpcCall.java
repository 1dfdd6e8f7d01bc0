package dev.webshocket.client;

import dev.webshocket.RpcException;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A call to be made, with all that can be said of it; made by {@link WebSocketClient#rpc}.
 *
 * <pre>{@code
 * String answer = client.rpc("send_message")
 *         .named("room", "lobby")
 *         .named("msg", "hello")
 *         .timeout(Duration.ofSeconds(5))
 *         .call(String.class);
 * }</pre>
 *
 * <p>Immutable: each method that adds something returns another one, and a call may be made any number of times, by any
 * thread. Calls made by one thread, one after the other, are sent in that order.
 *
 * <p>Every form throws, or completes with,
 *
 * <ul>
 *   <li>{@link RpcException} with the code and message of the server where it refused or failed the call (not {@link
 *       #send}, where that is a value);
 *   <li>{@link CallTimeoutException} where no answer came in time; the server is told to stop the call;
 *   <li>{@link ConnectionClosedException} where the connection broke before the answer, or there is none;
 *   <li>{@link ClientException} where the arguments have no form on the wire, the result does not fit, too many calls
 *       wait, or the waiting thread is interrupted, which then is still interrupted; the call is cancelled.
 * </ul>
 *
 * <p>Every form that takes a type throws {@link IllegalArgumentException}, those with futures as well, where nothing from the
 * wire can become that type.
 */
public interface RpcCall {

    /**
     * Sets the positional arguments.
     *
     * @param arguments the arguments, from the first parameter on; anything that JSON-B binds
     * @return another call
     */
    RpcCall args(Object... arguments);

    /**
     * Adds a named argument.
     *
     * @param name the parameter's name
     * @param argument the argument, may be null; anything that JSON-B binds
     * @return another call
     */
    RpcCall named(String name, Object argument);

    /**
     * Sets how long to wait for the answer, and in a stream for the first item, from the moment of the call on.
     *
     * @param timeout zero for no end; by default the client's
     * @return another call
     * @throws IllegalArgumentException if it is negative
     */
    RpcCall timeout(Duration timeout);

    /**
     * Says that running the method twice does no harm. A call in flight when the connection breaks is then sent again
     * after reconnecting, within its timeout, instead of failing. A stream is sent again only where none of its items
     * has come.
     *
     * @return another call
     */
    RpcCall idempotent();

    /**
     * Calls and waits for the result.
     *
     * @param <T> the result's type
     * @param type a class that JSON-B binds; {@code Void.class} where the result does not matter
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
     * @return the result when it is there; to cancel it cancels the call on the server. What depends on it runs on the
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
     * @return the result when it is there; to cancel it cancels the call on the server. What depends on it runs on the
     *     client's executor
     */
    <T> CompletableFuture<T> callAsync(Type type);

    /**
     * Calls and waits for the answer, where an error of the server is a value.
     *
     * @return the answer
     */
    RpcResponse send();

    /**
     * Calls, where an error of the server is a value.
     *
     * @return the answer when it is there; to cancel it cancels the call on the server. What depends on it runs on the
     *     client's executor
     */
    CompletableFuture<RpcResponse> sendAsync();

    /**
     * Calls a method that answers with a stream.
     *
     * @param <T> the items' type
     * @param type a class that JSON-B binds
     * @return the items, to be closed
     */
    default <T> RpcItems<T> stream(Class<T> type) {
        return stream((Type) type);
    }

    /**
     * Calls a method that answers with a stream. Where the method answers with a value that is the only item.
     *
     * @param <T> the items' type
     * @param type a class or a generic type without wildcards and variables
     * @return the items, to be closed
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
     * Describes a streaming call: each subscriber makes a call of its own. It gets what it
     * has requested and no more; what has come beyond waits in the buffer that {@link RpcItems} tells of. To cancel the
     * subscription cancels the call on the server. Subscribers run on the client's executor.
     *
     * @param <T> the items' type
     * @param type a class or a generic type without wildcards and variables
     * @return a publisher of items that are not null: one that is fails the stream with a {@link
     *     NullPointerException}, since Reactive Streams know none
     */
    <T> Flow.Publisher<T> streamAsync(Type type);
}
