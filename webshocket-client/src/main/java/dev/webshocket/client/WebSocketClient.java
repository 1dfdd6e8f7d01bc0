package dev.webshocket.client;

import dev.webshocket.DefinitionException;
import dev.webshocket.RpcItems;
import dev.webshocket.packet.Packet;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A client of a Webshocket service. It calls the service's methods over one WebSocket, receives its messages, and
 * reconnects after a lost connection.
 *
 * <pre>{@code
 * try (WebSocketClient client = WebSocketClient.connect(URI.create("ws://localhost:8080/ws"))) {
 *     int sum = client.call("add", Integer.class, 10, 20);
 * }
 * }</pre>
 *
 * <p>Each form of a call exists as a blocking method and as one that returns a future. The shortcuts here take
 * positional arguments; {@link #rpc} offers all other options. {@link RpcCall} lists the exceptions. While the
 * connection is lost, calls wait or fail, as {@link RetryPolicy#whenDown} says. Calls in flight when it broke fail with
 * {@link ConnectionClosedException}, unless they are {@linkplain RpcCall#idempotent idempotent}.
 *
 * <p>Safe for use by any thread. Clients share daemon threads, which stop some seconds after the last client is closed.
 * Callbacks run on shared threads, or on the configured {@linkplain WebSocketClientBuilder#executor executor}, one at a
 * time for each kind. They may call the client and block. Dependent stages of a client's future, and subscribers, may
 * call the client and wait with {@link #call(String, Class, Object...) call}. Before Java 21, without virtual threads,
 * they share nine threads and must not wait for another such future: if all nine do so, no thread is left to complete
 * one.
 *
 * <p>The protocol is MessagePack by the subprotocol {@code webshocket.v2}, or {@code webshocket.v1} where the server does not
 * know that: sections "Subprotocols and encodings", "Packet" and "Version 2" of the wire protocol.
 */
public interface WebSocketClient extends AutoCloseable {

    /**
     * Connects with the defaults: one attempt for the first connection, retries for a lost one.
     *
     * @param uri the URI of the service, {@code ws} or {@code wss}
     * @return a connected client; close it after use
     * @throws ConnectionFailedException if no connection can be made
     */
    static WebSocketClient connect(URI uri) {
        return builder(uri).connect();
    }

    /**
     * Returns a builder for a client.
     *
     * @param uri the URI of the service, {@code ws} or {@code wss}
     * @return a builder, for one thread
     * @throws IllegalArgumentException if it is not such a URI, or has no host
     */
    static WebSocketClientBuilder builder(URI uri) {
        return new WebSocketClientBuilder(uri);
    }

    /**
     * Begins a call that needs more than positional arguments.
     *
     * @param method the exposed name of the method
     * @return a call without arguments, with the client's timeout
     */
    RpcCall rpc(String method);

    /**
     * Calls a method and waits for its result.
     *
     * @param <T> the result's type
     * @param method the exposed name of the method
     * @param type a class that JSON-B binds; {@code Void.class} to ignore the result
     * @param arguments the positional arguments
     * @return the result, null only where the type allows it
     */
    default <T> T call(String method, Class<T> type, Object... arguments) {
        return rpc(method).args(arguments).call(type);
    }

    /**
     * Calls a method and waits for its result.
     *
     * @param <T> the result's type
     * @param method the exposed name of the method
     * @param type a class or a generic type without wildcards and variables
     * @param arguments the positional arguments
     * @return the result, null only where the type allows it
     */
    default <T> T call(String method, Type type, Object... arguments) {
        return rpc(method).args(arguments).call(type);
    }

    /**
     * Calls a method.
     *
     * @param <T> the result's type
     * @param method the exposed name of the method
     * @param type a class that JSON-B binds
     * @param arguments the positional arguments
     * @return completes with the result, as {@link RpcCall#callAsync(Class)} says
     */
    default <T> CompletableFuture<T> callAsync(String method, Class<T> type, Object... arguments) {
        return rpc(method).args(arguments).callAsync(type);
    }

    /**
     * Calls a method.
     *
     * @param <T> the result's type
     * @param method the exposed name of the method
     * @param type a class or a generic type without wildcards and variables
     * @param arguments the positional arguments
     * @return completes with the result, as {@link RpcCall#callAsync(Type)} says
     */
    default <T> CompletableFuture<T> callAsync(String method, Type type, Object... arguments) {
        return rpc(method).args(arguments).callAsync(type);
    }

    /**
     * Calls a method and waits for the answer, which may be the server's error.
     *
     * @param method the exposed name of the method
     * @param arguments the positional arguments
     * @return the answer
     */
    default RpcResponse sendRpc(String method, Object... arguments) {
        return rpc(method).args(arguments).send();
    }

    /**
     * Calls a method; the answer may be the server's error.
     *
     * @param method the exposed name of the method
     * @param arguments the positional arguments
     * @return completes with the answer, as {@link RpcCall#sendAsync} says
     */
    default CompletableFuture<RpcResponse> sendRpcAsync(String method, Object... arguments) {
        return rpc(method).args(arguments).sendAsync();
    }

    /**
     * Calls a method that answers with a stream.
     *
     * @param <T> the items' type
     * @param method the exposed name of the method
     * @param type a class that JSON-B binds
     * @param arguments the positional arguments
     * @return the items; close them
     */
    default <T> RpcItems<T> streamRpc(String method, Class<T> type, Object... arguments) {
        return rpc(method).args(arguments).stream(type);
    }

    /**
     * Calls a method that answers with a stream.
     *
     * @param <T> the items' type
     * @param method the exposed name of the method
     * @param type a class or a generic type without wildcards and variables
     * @param arguments the positional arguments
     * @return the items; close them
     */
    default <T> RpcItems<T> streamRpc(String method, Type type, Object... arguments) {
        return rpc(method).args(arguments).stream(type);
    }

    /**
     * Describes a streaming call. Each subscription makes its own call.
     *
     * @param <T> the items' type
     * @param method the exposed name of the method
     * @param type a class that JSON-B binds
     * @param arguments the positional arguments
     * @return a publisher as {@link RpcCall#streamAsync(Type)} says
     */
    default <T> Flow.Publisher<T> streamRpcAsync(String method, Class<T> type, Object... arguments) {
        return rpc(method).args(arguments).streamAsync(type);
    }

    /**
     * Describes a streaming call. Each subscription makes its own call.
     *
     * @param <T> the items' type
     * @param method the exposed name of the method
     * @param type a class or a generic type without wildcards and variables
     * @param arguments the positional arguments
     * @return a publisher as {@link RpcCall#streamAsync(Type)} says
     */
    default <T> Flow.Publisher<T> streamRpcAsync(String method, Type type, Object... arguments) {
        return rpc(method).args(arguments).streamAsync(type);
    }

    /**
     * Sends data to the server's {@code @OnReceive}, and waits until the connection has queued it, at most for the
     * client's call timeout.
     *
     * @param data the payload of a packet of source CUSTOM, anything that JSON-B binds, may be null; or a {@link
     *     Packet}, which is sent unchanged
     * @throws ConnectionClosedException if there is no connection, or none in time
     * @throws CallTimeoutException if the queue has no room in time
     * @throws ClientException if the data cannot be encoded, too much waits already, or the thread is interrupted (its
     *     interrupt status stays set)
     */
    void send(Object data);

    /**
     * Sends data to the server's {@code @OnReceive}.
     *
     * @param data as for {@link #send}
     * @return completes when the connection has queued the data; fails as {@code send} throws
     */
    CompletableFuture<Void> sendAsync(Object data);

    /**
     * Waits for the next packet that is not an answer: published, broadcast, or sent to this client. Waits for the
     * client's call timeout.
     *
     * @return the packet
     * @throws CallTimeoutException if none came in time
     * @throws ConnectionClosedException if the client is closed and all packets received before are taken
     * @throws ClientException if the thread is interrupted; its interrupt status stays set
     * @throws IllegalStateException if the client has an {@code onReceive} callback, which gets all packets
     */
    Packet receive();

    /**
     * Waits for the next packet that is not an answer: published, broadcast, or sent to this client. Received packets
     * wait in a buffer of {@link WebSocketClientBuilder#bufferBytes}; when it is full, the oldest are dropped, which is
     * logged. Waiting continues while the client reconnects.
     *
     * @param timeout zero for no limit
     * @return the packet
     * @throws CallTimeoutException if none came in time
     * @throws ConnectionClosedException if the client is closed and all packets received before are taken
     * @throws ClientException if the thread is interrupted; its interrupt status stays set
     * @throws IllegalStateException if the client has an {@code onReceive} callback, which gets all packets
     * @throws IllegalArgumentException if the timeout is negative
     */
    Packet receive(Duration timeout);

    /**
     * Asks for the next packet that is not an answer, without blocking a thread.
     *
     * @param timeout zero for no limit
     * @return completes with the packet, fails as {@link #receive(Duration)} throws; cancelling it leaves the packet to
     *     the next receiver. Dependent stages run on the client's executor
     * @throws IllegalStateException if the client has an {@code onReceive} callback, which gets all packets
     * @throws IllegalArgumentException if the timeout is negative
     */
    CompletableFuture<Packet> receiveAsync(Duration timeout);

    /**
     * Converts received data, such as {@link Packet#data}, to a type.
     *
     * @param <T> the type
     * @param data a plain value, may be null
     * @param type a class that JSON-B binds
     * @return the value
     * @throws ClientException if the data does not fit the type, {@code WEBSHOCKET-0334}
     * @throws IllegalArgumentException if no wire value can be read as the type
     */
    default <T> T convert(Object data, Class<T> type) {
        return convert(data, (Type) type);
    }

    /**
     * Converts received data, such as {@link Packet#data}, to a type.
     *
     * @param <T> the type
     * @param data a plain value, may be null
     * @param type a class or a generic type without wildcards and variables
     * @return the value
     * @throws ClientException if the data does not fit the type, {@code WEBSHOCKET-0334}
     * @throws IllegalArgumentException if no wire value can be read as the type
     */
    <T> T convert(Object data, Type type);

    /**
     * Creates a typed client from an interface whose methods have {@link dev.webshocket.RpcMethod}. Each calls the
     * remote method of its name or alias, with its arguments by position. The return type decides how:
     *
     * <ul>
     *   <li>{@link java.util.concurrent.CompletionStage} or {@link CompletableFuture}: as {@link RpcCall#callAsync(Type)};
     *   <li>{@link RpcItems} or {@link java.util.stream.Stream}, both to be closed: as {@link RpcCall#stream(Type)};
     *   <li>{@link Flow.Publisher}: as {@link RpcCall#streamAsync(Type)};
     *   <li>{@link java.util.Optional}: the result, empty if it is null;
     *   <li>anything else: the result.
     * </ul>
     *
     * <p>An empty {@code Optional} is left out at the end of the arguments and sent as null elsewhere. A method may be
     * {@link Idempotent}. Default methods of the interface run unchanged.
     *
     * @param <T> the interface
     * @param type an interface; generic superinterfaces are resolved
     * @return a proxy, safe for use by any thread; it need not be closed
     * @throws DefinitionException if the interface cannot be a client; the message lists all problems
     */
    <T> T proxy(Class<T> type);

    /**
     * Returns the state of the client.
     *
     * @return the current state
     */
    ClientState state();

    /**
     * Returns how many calls and messages are unanswered or wait to be sent.
     *
     * @return the current number, at most {@link WebSocketClientBuilder#outstandingCalls}; while {@code onReconnect}
     *     runs, at most twice that
     */
    int outstandingCalls();

    /**
     * Returns the URI of the service.
     *
     * @return the URI given to the client, with the path {@code /} if it had none
     */
    URI uri();

    /**
     * Closes the connection with 1000, after all queued messages, and waits for its end, a few seconds at most. Waiting
     * calls fail with {@link ConnectionClosedException}. Further calls have no effect.
     */
    @Override
    void close();

    /**
     * Closes the connection as {@link #close} does, without waiting.
     *
     * @return completes when the connection has ended
     */
    CompletableFuture<Void> closeAsync();
}
