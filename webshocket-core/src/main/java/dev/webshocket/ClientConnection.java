package dev.webshocket;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One client's connection, and the state that lives as long as it does.
 *
 * <p>Taken as a parameter it stands for that connection as long as it is kept; injected into a bean it stands for that
 * of whatever call runs on the thread, and must not be kept. Two are equal if they stand for the same connection. Safe for use by any thread at any time; after the connection
 * has closed, its attributes are empty and sending has no effect.
 */
public interface ClientConnection {

    /**
     * Returns the id that tells this connection from every other one, also across servers and restarts.
     *
     * @return the id, in characters safe for URLs
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
     * @return decoded values by name, for instance {@code room} to {@code 5} at {@code /rooms/{room}}; empty where the
     *     path has no variables; unmodifiable
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
     * @return values by name; looked up without regard to case; unmodifiable
     */
    Map<String, List<String>> headers();

    /**
     * Returns where the client connected from.
     *
     * <p>Behind proxies that {@link WebshocketSettings#trustedProxies()} names, it is the address that they report in the
     * header {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For}: the last one that is not such a proxy's. Without
     * any named, it is the other end of the connection, whatever the headers say.
     *
     * @return an IPv4 or IPv6 address as {@link java.net.InetAddress#getHostAddress()} writes it, without zone and port; or
     *     empty where the container does not tell it
     */
    Optional<String> remoteAddress();

    /**
     * Returns who the handshake was authenticated as.
     *
     * @return the principal, or empty for an anonymous client
     */
    Optional<Principal> principal();

    /**
     * Tells whether the handshake's user has a role, as {@code HttpServletRequest.isUserInRole} does. After the connection has
     * closed, as in {@link OnDisconnect} callbacks, only the roles that were asked for before are known.
     *
     * @param role the role's name
     * @return false for an anonymous client, and for a role that is not known any more
     */
    boolean isInRole(String role);

    /**
     * Sets an attribute. To set it to null removes it.
     *
     * @param name the attribute's name, not null
     * @param value the value, any object; has no effect once the connection has closed and its {@link OnDisconnect} callbacks have
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
     * Returns an attribute of a known type.
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
     * @return the value that it had, or null
     */
    Object remove(String name);

    /**
     * Returns all attributes.
     *
     * @return a live view: what is changed in it changes the connection's attributes, and the other way round; it takes
     *     no null values; safe for use by several threads. What is put in it when {@link #set} has no effect any more is
     *     seen here and lost with the connection
     */
    Map<String, Object> attributes();

    /**
     * Subscribes this connection to channels, so that it gets what is {@linkplain Channels#publish published} to them,
     * from when this returns until {@link #unsubscribe} or the end of the connection. Either all of them or, where one is
     * refused, none. What it has subscribed to already stays as it is. On a connection that has closed it has no effect.
     *
     * <p>A pattern stands for every channel whose whole name matches it: {@code *} for any run of characters, dots
     * included, or none; {@code ?} for one; {@code [abc]}, {@code [a-z]} for one of these; {@code [!abc]} for one that is
     * not of these. Anything else stands for itself, a bracket without its close too. Where the name comes from a client
     * and only one channel is meant, use {@link #subscribeNames}.
     *
     * @param channels names and patterns
     * @throws ChannelException if one is null, empty, or longer than {@link WebshocketSettings#channelNameLength()}; if one
     *     is a pattern and {@link WebshocketSettings#channelPatterns()} refuses them, or it has more wildcards than {@link
     *     WebshocketSettings#patternWildcards()}; or if the connection would have more than {@link
     *     WebshocketSettings#subscriptions()}, or more than {@link WebshocketSettings#unanchoredPatterns()} that neither
     *     begin nor end with literal text
     */
    void subscribe(String... channels);

    /**
     * Subscribes this connection to channels by their names, as {@link #subscribe} does, but takes no pattern, whatever
     * {@link WebshocketSettings#channelPatterns()} says. For names that come from clients: {@code *} would let them hear
     * every channel.
     *
     * @param channels names
     * @throws ChannelException if one has a wildcard ({@code *}, {@code ?} or a bracket with its close), is null, empty, or
     *     longer than {@link WebshocketSettings#channelNameLength()}, or if the connection would have more than {@link
     *     WebshocketSettings#subscriptions()}
     */
    void subscribeNames(String... channels);

    /**
     * Takes subscriptions back. A message that is published after this returns comes by the others only, if it does. What
     * this connection has not subscribed to is ignored.
     *
     * @param channels names and patterns as they were given to {@link #subscribe}: a pattern takes back itself, not the
     *     names that match it
     * @throws ChannelException if one is null, empty, or longer than {@link WebshocketSettings#channelNameLength()}
     */
    void unsubscribe(String... channels);

    /**
     * Returns what this connection has subscribed to. In {@link OnDisconnect} callbacks that is what it had subscribed to
     * when it closed, although nothing is delivered any more; after them it is empty.
     *
     * @return names and patterns as they were given, in the order of subscribing; a snapshot, unmodifiable
     */
    Set<String> subscriptions();

    /**
     * Sends a message to this client. It is queued and sent by the connection's one writer, in the order of the calls
     * of each thread. Where the queue is full it waits for room, so that a slow client slows its sender down; one that
     * does not read at all is given up after {@link WebshocketSettings#sendTimeout()}. Called from a {@link NonBlocking}
     * method, or by an interrupted thread, it does not wait, and a full queue is treated as {@link
     * WebshocketSettings#slowConsumer()} says.
     *
     * @param data a {@link dev.webshocket.packet.Packet}, which is sent as it is, or anything else that the binding can
     *     write, which is sent as the data of a packet of source {@link dev.webshocket.packet.PacketSource#CUSTOM}
     * @throws IllegalArgumentException if the data has no form on the wire
     */
    void send(Object data);

    /** Closes the connection with 1000, after what is queued has been sent. */
    void close();

    /**
     * Closes the connection, after what is queued has been sent.
     *
     * @param code the close code: 1000 to 1003, 1007 to 1013, or 3000 to 4999; on every server the same
     * @param reason why, at most 123 bytes in UTF-8; longer ones are cut
     * @throws IllegalArgumentException if the code may not be sent
     */
    void close(int code, String reason);

    /**
     * Tells whether messages can still be sent.
     *
     * @return false as soon as either side has begun to close
     */
    boolean isOpen();
}
