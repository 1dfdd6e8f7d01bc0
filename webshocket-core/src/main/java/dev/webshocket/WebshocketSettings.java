package dev.webshocket;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The bounds and habits of a deployment. Immutable. {@link #defaults()} reads the system properties; an application
 * replaces the whole by a CDI bean of this type.
 *
 * <p>Each component can be set by the system property {@code webshocket.} and its name, for instance {@code
 * -Dwebshocket.pingInterval=10s}. Durations are a number and {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}; sizes
 * are bytes; lists are separated by commas. A duration of more than a hundred years of 365 days counts as one of a hundred.
 *
 * @param maxMessageBytes the longest message that is accepted, in bytes; a longer one closes the connection with 1009;
 *     default 1 MiB
 * @param messageTimeout how long a message may take from its first part to its last, before the connection is closed with
 *     1008; more than zero; default 30 s
 * @param maxNesting how deep the maps and lists of a packet may nest, the packet itself included; 4 to 500;
 *     default 64
 * @param maxMessageValues how many values a message may hold, its maps' keys among them; the arguments of one with more are
 *     not read, and its call is answered with {@code RPC_INVALID_PARAMS}; at least 100; default 100,000
 * @param maxNumberDigits how many digits a number may have, leading and trailing zeros included, be it JSON's or text that
 *     becomes a {@link java.math.BigDecimal} or the key of a map; an argument with a longer one is answered with {@link
 *     dev.webshocket.packet.RpcErrorCode#RPC_INVALID_PARAMS}; default 2,000
 * @param unknownMembers what becomes of an argument that has, at any depth, a member that its class does not know; default
 *     {@link UnknownMembers#REFUSE}
 * @param outboundBytes how many bytes may wait to be sent on a connection: so many of answers, streams and what the
 *     application sends to it, as many of messages that are pushed to it, and as many of answers to calls that are refused
 *     at once; default 1 MiB
 * @param slowConsumer what becomes of messages pushed to a connection for which as many wait as may; default {@link
 *     SlowConsumer#CLOSE}
 * @param sendTimeout how long one message may take to be sent before the connection is given up; default 10 s
 * @param pingInterval how often a connection is pinged; zero for never; default 25 s
 * @param missedPings after how many unanswered pings in a row the client counts as gone; default 2
 * @param concurrentCalls how many calls of a connection may run beside each other: streams, asynchronous and {@link
 *     Concurrent} ones; default 16
 * @param waitingCalls how many calls of a connection may wait; those beyond are answered with {@link
 *     dev.webshocket.packet.RpcErrorCode#RPC_OVERLOADED}; default 1,024
 * @param waitingBytes how many bytes the calls and packets of a connection that wait may have come in, beyond which it is the
 *     same; one may have more where nothing else waits; default 2 MiB
 * @param bufferedBytes how many bytes all connections may hold together: messages that are being received, calls that wait,
 *     the arguments of those that run, and what waits to be sent; never more than a quarter of the heap; default 256 MiB. A
 *     connection may hold as much as is still free. Beyond, calls are answered with {@link
 *     dev.webshocket.packet.RpcErrorCode#RPC_OVERLOADED}, and connections that hold most for longest are closed with 1013
 * @param maxConnections how many connections are accepted, the next one is closed with 1013; zero for any number; default
 *     10,000
 * @param connectionsPerAddress how many connections are accepted of one {@linkplain ClientConnection#remoteAddress()
 *     address}, of IPv6 of one network of 64 bits; the next one is closed with 1013; zero, the default, for any number
 * @param jsonFrames in what kind of frame clients that asked for no subprotocol get their JSON; default {@link
 *     JsonFrames#BINARY}
 * @param workerThreads how many threads run calls, and how many run streams and other calls beside them, on an application
 *     server and where Java has no virtual threads (before 21), with up to a quarter more for clients that have few; 2 to
 *     32,767; default 256
 * @param managedExecutor the name in JNDI of the application server's {@code ManagedExecutorService} that calls and streams
 *     run on, such as {@code java:comp/DefaultManagedExecutorService}; empty, the default, for threads of our own
 * @param channelNameLength how long the name or pattern of a channel may be, in {@code char}s; default 256
 * @param subscriptions how many names and patterns of channels a connection may have subscribed to at a time; default
 *     1,000
 * @param channelPatterns whether {@link ClientConnection#subscribe} takes patterns; default {@link
 *     ChannelPatterns#ALLOW}
 * @param patternWildcards how many wildcards a pattern of channels may have, stars in a row counting as one; default 32
 * @param unanchoredPatterns how many patterns that neither begin nor end with literal text a connection may have subscribed
 *     to, since each of them is tried with every message that is published; zero for none; default 16
 * @param maxRateLimitBuckets how many users and addresses the rate limits count at a time, each once for each limit;
 *     beyond, the least used are forgotten and start anew; default 100,000, which takes at most 60 MB
 * @param trustedProxies the proxies whose word on a client's address counts, see {@link
 *     ClientConnection#remoteAddress()}; default none
 * @param allowedOrigins the origins of further sites whose pages may connect, such as {@code https://app.example.com};
 *     {@code *} for any; default none, so that only pages of the same host may; clients that are no browsers send no origin
 *     and may always
 * @param shutdownGrace how long calls that run may go on when the application stops; zero to cut them off at once; default
 *     10 s
 * @param retryAfter after how long a client that is closed with 1001 when the application stops is asked to come back, in
 *     whole seconds; zero to say nothing of it; default 5 s
 */
public record WebshocketSettings(
        int maxMessageBytes,
        Duration messageTimeout,
        int maxNesting,
        int maxMessageValues,
        int maxNumberDigits,
        UnknownMembers unknownMembers,
        int outboundBytes,
        SlowConsumer slowConsumer,
        Duration sendTimeout,
        Duration pingInterval,
        int missedPings,
        int concurrentCalls,
        int waitingCalls,
        int waitingBytes,
        long bufferedBytes,
        int maxConnections,
        int connectionsPerAddress,
        JsonFrames jsonFrames,
        int workerThreads,
        String managedExecutor,
        int channelNameLength,
        int subscriptions,
        ChannelPatterns channelPatterns,
        int patternWildcards,
        int unanchoredPatterns,
        int maxRateLimitBuckets,
        List<AddressRange> trustedProxies,
        List<String> allowedOrigins,
        Duration shutdownGrace,
        Duration retryAfter) {

    /**
     * Makes settings; {@link #builder()} reads better.
     *
     * @throws IllegalArgumentException if a number or duration is out of its range, or a name or an address is none
     */
    public WebshocketSettings {
        Bounds.atLeast(1, maxMessageBytes, "maxMessageBytes");
        Bounds.positive(messageTimeout, "messageTimeout");
        Bounds.atLeast(4, maxNesting, "maxNesting");
        Bounds.atMost(500, maxNesting, "maxNesting");
        Bounds.atLeast(100, maxMessageValues, "maxMessageValues");
        Bounds.atLeast(20, maxNumberDigits, "maxNumberDigits");
        Objects.requireNonNull(unknownMembers, "unknownMembers");
        Bounds.atLeast(1, outboundBytes, "outboundBytes");
        Objects.requireNonNull(slowConsumer, "slowConsumer");
        Bounds.positive(sendTimeout, "sendTimeout");
        Bounds.notNegative(pingInterval, "pingInterval");
        Bounds.atLeast(1, missedPings, "missedPings");
        Bounds.atLeast(1, concurrentCalls, "concurrentCalls");
        Bounds.atLeast(1, waitingCalls, "waitingCalls");
        Bounds.atLeast(1, waitingBytes, "waitingBytes");
        Bounds.atLeast(1, bufferedBytes, "bufferedBytes");
        Bounds.atLeast(0, maxConnections, "maxConnections");
        Bounds.atLeast(0, connectionsPerAddress, "connectionsPerAddress");
        Objects.requireNonNull(jsonFrames, "jsonFrames");
        Bounds.atLeast(2, workerThreads, "workerThreads");
        // As many as a fork-join pool may have.
        Bounds.atMost(0x7fff, workerThreads, "workerThreads");
        if (!managedExecutor.isEmpty() && !managedExecutor.startsWith("java:")) {
            throw new IllegalArgumentException(
                    "managedExecutor must be a name that begins with java:, but is \"" + managedExecutor + '"');
        }
        Bounds.atLeast(1, channelNameLength, "channelNameLength");
        Bounds.atLeast(1, subscriptions, "subscriptions");
        Objects.requireNonNull(channelPatterns, "channelPatterns");
        Bounds.atLeast(1, patternWildcards, "patternWildcards");
        Bounds.atLeast(0, unanchoredPatterns, "unanchoredPatterns");
        Bounds.atLeast(1, maxRateLimitBuckets, "maxRateLimitBuckets");
        trustedProxies = List.copyOf(trustedProxies);
        allowedOrigins = allowedOrigins.stream().map(Origin::normalised).toList();
        Bounds.notNegative(shutdownGrace, "shutdownGrace");
        Bounds.notNegative(retryAfter, "retryAfter");
        messageTimeout = Bounds.cut(messageTimeout);
        sendTimeout = Bounds.cut(sendTimeout);
        pingInterval = Bounds.cut(pingInterval);
        shutdownGrace = Bounds.cut(shutdownGrace);
        retryAfter = Bounds.cut(retryAfter);
    }

    /**
     * Returns the defaults, each replaced by its system property where that is set.
     *
     * @return settings
     * @throws IllegalArgumentException if a system property does not hold a value of its type; the message names it
     */
    public static WebshocketSettings defaults() {
        return builder().build();
    }

    /**
     * Starts from {@link #defaults()}.
     *
     * @return a builder, for one thread
     */
    public static WebshocketSettingsBuilder builder() {
        return new WebshocketSettingsBuilder();
    }
}
