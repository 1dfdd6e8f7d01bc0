package dev.webshocket.client;

import dev.webshocket.DefinitionException;
import dev.webshocket.packet.Packet;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A client of a Webshocket service: calls its methods over one WebSocket, receives what it sends, and comes back by itself
 * after a lost connection.
 *
 * <pre>{@code
 * try (WebSocketClient client = WebSocketClient.connect(URI.create("ws://localhost:8080/ws"))) {
 *     int sum = client.call("add", Integer.class, 10, 20);
 * }
 * }</pre>
 *
 * <p>Each form of a call is there for waiting and as a future; the shortcuts here take positional arguments, and {@link
 * #rpc} all the rest. What they throw stands with {@link RpcCall}. While the connection is lost, calls wait or fail, as
 * {@link RetryPolicy#whenDown} says; those that were in flight when it broke fail with {@link ConnectionClosedException},
 * unless they are {@linkplain RpcCall#idempotent idempotent}.
 *
 * <p>Safe for use by any thread. Clients share threads, all of them daemons; those stop some seconds after the last client
 * has been closed. Callbacks run on shared threads, or on the {@linkplain WebSocketClientBuilder#executor executor} given, one at a time
 * for each kind, and may call the client and block. Stages that depend on a client's future, and subscribers, may call the
 * client and wait with {@link #call(String, Class, Object...) call}; but where Java has no virtual threads, before 21, they
 * share nine threads, and must not wait for another such future: once all nine do so, nobody completes any.
 *
 * <p>The protocol is MessagePack by the subprotocol {@code webshocket.v1}, sections "Subprotocols and encodings" and
 * "Packet" of the wire protocol.
 */
public interface WebSocketClient extends AutoCloseable {

    /**
     * Connects with the defaults: the first connection is tried once, a lost one is got back.
     *
     * @param uri where the service is, {@code ws} or {@code wss}
     * @return a connected client, to be closed
     * @throws ConnectionFailedException if no connection can be made
     */
    static WebSocketClient connect(URI uri) {
        return builder(uri).connect();
    }

    /**
     * Begins to describe a client.
     *
     * @param uri where the service is, {@code ws} or {@code wss}
     * @return a builder, for one thread
     * @throws IllegalArgumentException if it is no such URI, or has no host
     */
    static WebSocketClientBuilder builder(URI uri) {
        return new WebSocketClientBuilder(uri);
    }

    /**
     * Begins a call for which more is to be said than positional arguments.
     *
     * @param method the exposed name of the method
     * @return a call without arguments, and with the client's timeout
     */
    RpcCall rpc(String method);

    /**
     * Calls a method and waits for its result.
     *
     * @param <T> the result's type
     * @param method the exposed name of the method
     * @param type a class that JSON-B binds; {@code Void.class} where the result does not matter
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
     * @return the result when it is there, as {@link RpcCall#callAsync(Class)} says
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
     * @return the result when it is there, as {@link RpcCall#callAsync(Type)} says
     */
    default <T> CompletableFuture<T> callAsync(String method, Type type, Object... arguments) {
        return rpc(method).args(arguments).callAsync(type);
    }

    /**
     * Calls a method and waits for the answer, where an error of the server is a value.
     *
     * @param method the exposed name of the method
     * @param arguments the positional arguments
     * @return the answer
     */
    default RpcResponse sendRpc(String method, Object... arguments) {
        return rpc(method).args(arguments).send();
    }

    /**
     * Calls a method, where an error of the server is a value.
     *
     * @param method the exposed name of the method
     * @param arguments the positional arguments
     * @return the answer when it is there, as {@link RpcCall#sendAsync} says
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
     * @return the items, to be closed
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
     * @return the items, to be closed
     */
    default <T> RpcItems<T> streamRpc(String method, Type type, Object... arguments) {
        return rpc(method).args(arguments).stream(type);
    }

    /**
     * Describes a streaming call. Each subscriber makes a call of its own.
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
     * Describes a streaming call. Each subscriber makes a call of its own.
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
     * Sends data that is no call, for the server's {@code @OnReceive}, and waits until it has joined what is being sent,
     * at most as long as a call would wait.
     *
     * @param data the payload of a packet of source CUSTOM, anything that JSON-B binds, may be null; or a {@link Packet},
     *     which is sent as it is
     * @throws ConnectionClosedException if there is no connection, or none before the time is up
     * @throws CallTimeoutException if there is no room in time
     * @throws ClientException if the data has no form on the wire, too much waits already, or the thread is interrupted,
     *     which then is still interrupted
     */
    void send(Object data);

    /**
     * Sends data that is no call, for the server's {@code @OnReceive}.
     *
     * @param data as {@link #send} has it
     * @return done when it has joined what is being sent, failed as {@code send} throws
     */
    CompletableFuture<Void> sendAsync(Object data);

    /**
     * Waits for the next packet that is no answer: published, broadcast, or sent to this client; for the client's call
     * timeout.
     *
     * @return the packet
     * @throws CallTimeoutException if none came in time
     * @throws ConnectionClosedException if the client is closed, and nothing is left that had come before
     * @throws ClientException if the thread is interrupted, which then is still interrupted
     * @throws IllegalStateException if the client has an {@code onReceive} callback, which gets all packets
     */
    Packet receive();

    /**
     * Waits for the next packet that is no answer: published, broadcast, or sent to this client. What has come and is not
     * taken waits in a buffer, {@link WebSocketClientBuilder#bufferBytes} long; where that is full the oldest are dropped, which is
     * logged. Waiting goes on while the connection is lost and the client tries to get it back.
     *
     * @param timeout zero for no end
     * @return the packet
     * @throws CallTimeoutException if none came in time
     * @throws ConnectionClosedException if the client is closed, and nothing is left that had come before
     * @throws ClientException if the thread is interrupted, which then is still interrupted
     * @throws IllegalStateException if the client has an {@code onReceive} callback, which gets all packets
     * @throws IllegalArgumentException if the timeout is negative
     */
    Packet receive(Duration timeout);

    /**
     * Waits for the next packet that is no answer, without a thread.
     *
     * @param timeout zero for no end
     * @return the packet when it is there, failed as {@link #receive(Duration)} throws; to cancel it leaves the packet to
     *     the next one who asks. What depends on it runs on the client's executor
     * @throws IllegalStateException if the client has an {@code onReceive} callback, which gets all packets
     * @throws IllegalArgumentException if the timeout is negative
     */
    CompletableFuture<Packet> receiveAsync(Duration timeout);

    /**
     * Turns data that has come, such as {@link Packet#data}, into a type.
     *
     * @param <T> the type
     * @param data a plain value, may be null
     * @param type a class that JSON-B binds
     * @return the value
     * @throws ClientException if the data does not fit the type, {@code WEBSHOCKET-0334}
     * @throws IllegalArgumentException if nothing from the wire can become the type
     */
    default <T> T convert(Object data, Class<T> type) {
        return convert(data, (Type) type);
    }

    /**
     * Turns data that has come, such as {@link Packet#data}, into a type.
     *
     * @param <T> the type
     * @param data a plain value, may be null
     * @param type a class or a generic type without wildcards and variables
     * @return the value
     * @throws ClientException if the data does not fit the type, {@code WEBSHOCKET-0334}
     * @throws IllegalArgumentException if nothing from the wire can become the type
     */
    <T> T convert(Object data, Type type);

    /**
     * Makes a typed client of an interface whose methods have {@link dev.webshocket.RpcMethod}: to call one calls the
     * remote method of its name or alias, with its arguments by position. What the method returns says how:
     *
     * <ul>
     *   <li>{@link java.util.concurrent.CompletionStage} or {@link CompletableFuture}: as {@link RpcCall#callAsync(Type)};
     *   <li>{@link RpcItems} or {@link java.util.stream.Stream}, both to be closed: as {@link RpcCall#stream(Type)};
     *   <li>{@link Flow.Publisher}: as {@link RpcCall#streamAsync(Type)};
     *   <li>{@link java.util.Optional}: the result, empty where it is null;
     *   <li>anything else: the result.
     * </ul>
     *
     * <p>An {@code Optional} argument that is empty is left out at the end of the arguments, and null elsewhere. A method may
     * be {@link Idempotent}. Default methods of the interface run as they are.
     *
     * @param <T> the interface
     * @param type an interface; generic superinterfaces are resolved
     * @return an object of that interface, safe for use by any thread; it needs no closing
     * @throws DefinitionException if the interface cannot be a client; it lists all that is wrong
     */
    <T> T proxy(Class<T> type);

    /**
     * Returns where the client stands.
     *
     * @return the state at this moment
     */
    ClientState state();

    /**
     * Returns how many calls and messages are on their way: unanswered, or waiting to be sent.
     *
     * @return the number at this moment, at most {@link WebSocketClientBuilder#outstandingCalls}; while {@code onReconnect}
     *     runs, at most twice that
     */
    int outstandingCalls();

    /**
     * Returns where the service is.
     *
     * @return the URI that the client was made with, its path {@code /} where it had none
     */
    URI uri();

    /**
     * Closes the connection with 1000, after what has been sent already, and waits until that is done, a few seconds at
     * most. Calls that wait fail with {@link ConnectionClosedException}. Called again it does nothing.
     */
    @Override
    void close();

    /**
     * Closes the connection as {@link #close} does, without waiting.
     *
     * @return done when the connection has ended
     */
    CompletableFuture<Void> closeAsync();
}
