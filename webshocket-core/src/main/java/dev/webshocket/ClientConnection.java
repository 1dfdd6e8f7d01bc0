package dev.webshocket;

import java.lang.reflect.Type;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One client's connection, and the state that lives as long as it does.
 *
 * <p>As a parameter of a method it is that call's connection, and may be stored. Injected into a bean it is a proxy for
 * the connection of the call that the current thread runs, and must not be stored. Two are equal if they are the same
 * connection. Safe for use by any thread at any time; after the connection has closed, its attributes are empty and
 * sending has no effect.
 */
public interface ClientConnection {

    /**
     * Returns the id of this connection, unique across servers and restarts.
     *
     * @return the id, of characters that are safe in URLs
     */
    String uid();

    /**
     * Returns the path that the client connected to, below the context root and without the query.
     *
     * @return the path, for instance {@code /rooms/5}
     */
    String path();

    /**
     * Returns the values of the path template's variables.
     *
     * @return decoded values by name, such as {@code room} with {@code 5} for {@code /rooms/{room}}; empty if the path
     *     has no variables; unmodifiable
     */
    Map<String, String> pathParameters();

    /**
     * Returns the query of the handshake's URI.
     *
     * @return decoded values by name, in the order sent; unmodifiable
     */
    Map<String, List<String>> query();

    /**
     * Returns the headers of the handshake.
     *
     * @return values by name; names are case-insensitive; unmodifiable
     */
    Map<String, List<String>> headers();

    /**
     * Returns the client's network address.
     *
     * <p>Behind proxies that {@link WebshocketSettings#trustedProxies()} lists, it is the address that they report in
     * the header {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For}: the last address there that is not a trusted
     * proxy. If none is listed, it is the peer address of the socket, whatever the headers say.
     *
     * @return an IPv4 or IPv6 address as {@link java.net.InetAddress#getHostAddress()} writes it, without zone and
     *     port; empty if the container does not provide it
     */
    Optional<String> remoteAddress();

    /**
     * Returns the user that the handshake was authenticated as, or whose credential the client has sent over the connection
     * (section "Credentials" of the wire protocol, version 2).
     *
     * @return the principal, or empty for an anonymous client; its name stays the same
     */
    Optional<Principal> principal();

    /**
     * Tells whether the user has a role, as {@code HttpServletRequest.isUserInRole} does for that of the handshake. After the
     * connection has closed, as in {@link OnDisconnect} callbacks, only the roles that were queried before are known.
     *
     * @param role the role's name
     * @return whether the user has the role; false for an anonymous client, and for a role that can no longer be
     *     queried
     */
    boolean isInRole(String role);

    /**
     * Sets an attribute. Null removes it.
     *
     * @param name the attribute's name, not null
     * @param value any object; ignored once the connection has closed and its {@link OnDisconnect} callbacks have
     *     returned
     */
    void set(String name, Object value);

    /**
     * Returns an attribute.
     *
     * @param name the attribute's name
     * @return the value, or null where there is none
     */
    Object get(String name);

    /**
     * Returns an attribute, cast to a type.
     *
     * @param <T> the type
     * @param name the attribute's name
     * @param type the type, not a primitive one
     * @return the value, or null where there is none
     * @throws ClassCastException if the value is of another type
     */
    <T> T get(String name, Class<T> type);

    /**
     * Tells whether an attribute is set.
     *
     * @param name the attribute's name
     * @return whether it is
     */
    boolean has(String name);

    /**
     * Removes an attribute.
     *
     * @param name the attribute's name
     * @return the previous value, or null
     */
    Object remove(String name);

    /**
     * Returns all attributes.
     *
     * @return a live view: a change of the view changes the connection's attributes, and the other way round. It takes
     *     no null values and is safe for use by several threads. Once {@link #set} is ignored, a value put into the
     *     view stays in the view alone, until the connection is discarded
     */
    Map<String, Object> attributes();

    /**
     * Subscribes this connection to channels: it gets what is {@linkplain Channels#publish published} to them from the
     * return of this method until {@link #unsubscribe} or the end of the connection. If one channel is refused, none is
     * subscribed. Earlier subscriptions stay. On a closed connection it has no effect.
     *
     * <p>A pattern covers every channel whose whole name it matches: {@code *} matches any number of characters, dots
     * included; {@code ?} one character; {@code [abc]} and {@code [a-z]} one of these; {@code [!abc]} one that is not
     * among these. Any other character matches itself, as does a bracket that is not closed. For a name that comes from
     * a client, use {@link #subscribeNames}.
     *
     * @param channels names and patterns
     * @throws ChannelException if one is null, empty, or longer than {@link WebshocketSettings#channelNameLength()}; if
     *     one is a pattern and {@link WebshocketSettings#channelPatterns()} refuses patterns, or it has more wildcards
     *     than {@link WebshocketSettings#patternWildcards()}; or if the connection would have more than {@link
     *     WebshocketSettings#subscriptions()}, or more than {@link WebshocketSettings#unanchoredPatterns()} that
     *     neither begin nor end with literal text
     */
    void subscribe(String... channels);

    /**
     * Subscribes to a channel with history, and sends messages first that it has kept: once, in order, before anything new. A client of
     * version 1 of the protocol gets them too.
     *
     * <p>Does nothing if the connection has subscribed to this name already. Messages that another of its subscriptions brings are not
     * sent again. Where the client has come back and has missed messages, these come in place of the latest ones. A channel
     * without history begins now.
     *
     * @param channel the channel's name, not a pattern
     * @param since from where on; {@link Since#now} is {@link #subscribe(String...)}
     * @throws ChannelException as {@link #subscribe(String...)} throws it, or if the name is a pattern, or {@code since} has a position
     *     that cannot be read; one that the channel does not have any more is a gap instead
     */
    void subscribe(String channel, Since since);

    /**
     * Sets what the members of channels with presence learn of this connection's user, such as a display name: {@link
     * Member#info()}. It holds for all channels, those included that the connection subscribes to later. Of a user with several
     * connections the info that was set last counts. It is converted at once, so that later changes of the object have no effect.
     * On a closed connection it has no effect.
     *
     * @param info any value that the JSON binding can write, of at most 1,024 bytes in either encoding, nested at most 16 deep: it
     *     goes to every subscriber; null for nothing, which is the default
     * @throws ChannelException if the info is longer, or nested deeper: {@code WEBSHOCKET-0269}
     * @throws IllegalArgumentException if the info has no form on the wire: {@code WEBSHOCKET-0269}
     */
    void presenceInfo(Object info);

    /**
     * Subscribes this connection to channels as {@link #subscribe} does, but by name only: it refuses patterns,
     * whatever {@link WebshocketSettings#channelPatterns()} says. Use it for names that come from clients: {@code *}
     * would subscribe them to every channel.
     *
     * @param channels names
     * @throws ChannelException if one has a wildcard ({@code *}, {@code ?} or a closed bracket), is null, empty, or
     *     longer than {@link WebshocketSettings#channelNameLength()}, or if the connection would have more than {@link
     *     WebshocketSettings#subscriptions()}
     */
    void subscribeNames(String... channels);

    /**
     * Removes subscriptions. Messages that are published after the return reach this connection only through its other
     * subscriptions. A channel that it has not subscribed to is ignored.
     *
     * @param channels names and patterns as they were given to {@link #subscribe}: a pattern removes itself, not the
     *     names that match it
     * @throws ChannelException if one is null, empty, or longer than {@link WebshocketSettings#channelNameLength()}
     */
    void unsubscribe(String... channels);

    /**
     * Returns this connection's subscriptions. In {@link OnDisconnect} callbacks these are the subscriptions at the
     * time of closing, although they deliver nothing; afterwards there are none.
     *
     * @return names and patterns as they were given, in the order of subscribing; a snapshot, unmodifiable
     */
    Set<String> subscriptions();

    /**
     * Sends a message to this client. The message is queued; each thread's messages are sent in its order. If the queue
     * is full, this method waits for room, so that a slow client slows its sender down; a client that does not read at
     * all is disconnected after {@link WebshocketSettings#sendTimeout()}. In a {@link NonBlocking} method, and on an
     * interrupted thread, it does not wait: {@link WebshocketSettings#slowConsumer()} decides what happens when the
     * queue is full.
     *
     * @param data a {@link dev.webshocket.packet.Packet}, which is sent as it is, or any other value that the JSON
     *     binding can write, which is sent as the data of a packet of source {@link
     *     dev.webshocket.packet.PacketSource#CUSTOM}
     * @throws IllegalArgumentException if the data cannot be encoded
     */
    void send(Object data);

    /**
     * Calls a method of this client and waits for its result, for {@link WebshocketSettings#clientCallTimeout()}. The client
     * exposes its methods by {@code WebSocketClientBuilder.expose}, and speaks version 2 of the wire protocol, section "Calls in
     * both directions". While the connection waits for its client to come back, the call waits within its time.
     *
     * <p>While an {@link RpcMethod} waits, later calls of its connection run, so that the client may call the server in order
     * to answer: the method continues beside them, as if it were {@link Concurrent}, to its end. It keeps its place while
     * {@link WebshocketSettings#concurrentCalls()} others run beside. Callbacks such as {@link OnConnect} keep their place, too.
     *
     * @param <T> the result's type
     * @param method the name that the client has exposed
     * @param type a class that JSON-B binds; {@code Void.class} to ignore the result
     * @param arguments the positional arguments, anything that JSON-B binds
     * @return the result, null only where the type allows it
     * @throws RpcException if the client answers with an error; {@code -32601} if it has no such method
     * @throws ClientCallTimeoutException if it does not answer in time; it is told to cancel the call
     * @throws ClientCallException if the connection ends before the answer, or the client speaks version 1; in a {@link
     *     NonBlocking} method; if {@link WebshocketSettings#clientCalls()} are unanswered, or, on threads that are not virtual,
     *     half of {@link WebshocketSettings#workerThreads()} wait for clients; if the arguments cannot be encoded, or the
     *     result does not fit the type; or if the thread is interrupted (its interrupt status stays set)
     * @throws IllegalArgumentException if no wire value can be read as the type
     */
    default <T> T call(String method, Class<T> type, Object... arguments) {
        return call(method, (Type) type, arguments);
    }

    /**
     * Calls a method of this client and waits for its result, as {@link #call(String, Class, Object...)} does.
     *
     * @param <T> the result's type
     * @param method the name that the client has exposed
     * @param type a class or a generic type without wildcards and variables
     * @param arguments the positional arguments, anything that JSON-B binds
     * @return the result, null only where the type allows it
     */
    <T> T call(String method, Type type, Object... arguments);

    /**
     * Calls a method of this client and waits for its result, as {@link #call(String, Class, Object...)} does.
     *
     * @param <T> the result's type
     * @param method the name that the client has exposed
     * @param timeout how long to wait for the answer, from now on; zero for no limit
     * @param type a class that JSON-B binds
     * @param arguments the positional arguments, anything that JSON-B binds
     * @return the result, null only where the type allows it
     * @throws IllegalArgumentException if the timeout is negative
     */
    default <T> T call(String method, Duration timeout, Class<T> type, Object... arguments) {
        return call(method, timeout, (Type) type, arguments);
    }

    /**
     * Calls a method of this client and waits for its result, as {@link #call(String, Class, Object...)} does.
     *
     * @param <T> the result's type
     * @param method the name that the client has exposed
     * @param timeout how long to wait for the answer, from now on; zero for no limit
     * @param type a class or a generic type without wildcards and variables
     * @param arguments the positional arguments, anything that JSON-B binds
     * @return the result, null only where the type allows it
     * @throws IllegalArgumentException if the timeout is negative
     */
    <T> T call(String method, Duration timeout, Type type, Object... arguments);

    /**
     * Calls a method of this client without waiting, for {@link WebshocketSettings#clientCallTimeout()}.
     *
     * @param <T> the result's type
     * @param method the name that the client has exposed
     * @param type a class that JSON-B binds; {@code Void.class} to ignore the result
     * @param arguments the positional arguments, anything that JSON-B binds
     * @return completes with the result, or fails as {@link #call(String, Class, Object...)} throws; cancelling it cancels the
     *     call at the client. Dependent stages run on a thread for calls
     * @throws IllegalArgumentException if no wire value can be read as the type
     */
    default <T> CompletableFuture<T> callAsync(String method, Class<T> type, Object... arguments) {
        return callAsync(method, (Type) type, arguments);
    }

    /**
     * Calls a method of this client without waiting, as {@link #callAsync(String, Class, Object...)} does.
     *
     * @param <T> the result's type
     * @param method the name that the client has exposed
     * @param type a class or a generic type without wildcards and variables
     * @param arguments the positional arguments, anything that JSON-B binds
     * @return completes with the result
     */
    <T> CompletableFuture<T> callAsync(String method, Type type, Object... arguments);

    /**
     * Calls a method of this client without waiting, as {@link #callAsync(String, Class, Object...)} does.
     *
     * @param <T> the result's type
     * @param method the name that the client has exposed
     * @param timeout how long to wait for the answer, from now on; zero for no limit
     * @param type a class that JSON-B binds
     * @param arguments the positional arguments, anything that JSON-B binds
     * @return completes with the result
     * @throws IllegalArgumentException if the timeout is negative
     */
    default <T> CompletableFuture<T> callAsync(String method, Duration timeout, Class<T> type, Object... arguments) {
        return callAsync(method, timeout, (Type) type, arguments);
    }

    /**
     * Calls a method of this client without waiting, as {@link #callAsync(String, Class, Object...)} does.
     *
     * @param <T> the result's type
     * @param method the name that the client has exposed
     * @param timeout how long to wait for the answer, from now on; zero for no limit
     * @param type a class or a generic type without wildcards and variables
     * @param arguments the positional arguments, anything that JSON-B binds
     * @return completes with the result
     * @throws IllegalArgumentException if the timeout is negative
     */
    <T> CompletableFuture<T> callAsync(String method, Duration timeout, Type type, Object... arguments);

    /**
     * Returns the metadata that the caller sent with the call that the current thread runs, such as {@code traceparent}.
     *
     * @return at most 16 entries, unmodifiable; empty if the caller sent none, as in version 1 of the protocol, and on a thread
     *     that runs no {@link RpcMethod} of this connection, such as one that completes a stage
     */
    Map<String, String> meta();

    /** Closes the connection with 1000, after the queued messages have been sent. */
    void close();

    /**
     * Closes the connection, after the queued messages have been sent.
     *
     * @param code the close code: 1000 to 1003, 1007 to 1013, or 3000 to 4999, on every server
     * @param reason the close reason; cut after 123 bytes of UTF-8
     * @throws IllegalArgumentException if the code may not be sent
     */
    void close(int code, String reason);

    /**
     * Tells whether the connection has neither ended nor begun to close. A connection that has lost its socket stays open
     * for {@link WebshocketSettings#sessionKeep()} if its client speaks version 2 of the wire protocol: what is sent to it
     * meanwhile waits, within {@link WebshocketSettings#outboundBytes()}, until the client resumes it.
     *
     * @return whether messages can be sent; false as soon as either side has begun to close
     */
    boolean isOpen();

    /**
     * Tells whether the connection has a socket now. See {@link OnSuspend} and {@link OnResume}.
     *
     * @return false while it waits for its client to resume it, and after it has ended
     */
    boolean isLinked();
}
