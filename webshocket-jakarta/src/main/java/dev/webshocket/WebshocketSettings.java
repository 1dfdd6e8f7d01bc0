package dev.webshocket;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The bounds and habits of a deployment. Immutable. {@link #defaults()} reads the system properties; an application
 * replaces the whole by a CDI bean of this type.
 *
 * <p>Each component can be set by the system property {@code webshocket.} and its name, for instance {@code
 * -Dwebshocket.pingInterval=10s}. Durations are a number and {@code ms}, {@code s}, {@code m} or {@code h}; sizes are
 * bytes; lists are separated by commas. A duration of more than a hundred years of 365 days counts as one of a hundred.
 *
 * @param maxMessageBytes the longest message that is accepted, in bytes; a longer one closes the connection with 1009;
 *     default 1 MiB
 * @param maxNesting how deep the maps and lists of a packet may nest, the packet itself included; 4 to 500;
 *     default 64
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
 *     same; one may have more where nothing else waits; default 16 MiB
 * @param maxConnections how many connections are accepted, the next one is closed with 1013; zero, the default, for any
 *     number
 * @param jsonFrames in what kind of frame clients that asked for no subprotocol get their JSON; default {@link
 *     JsonFrames#BINARY}
 * @param workerThreads how many threads run calls, and how many run streams and other calls beside them, on an application
 *     server and where Java has no virtual threads (before 21); 2 to 32,767; default 256
 * @param managedExecutor the name in JNDI of the application server's {@code ManagedExecutorService} that calls and streams
 *     run on, such as {@code java:comp/DefaultManagedExecutorService}; empty, the default, for threads of our own
 * @param channelNameLength how long the name or pattern of a channel may be, in {@code char}s; default 256
 * @param subscriptions how many names and patterns of channels a connection may have subscribed to at a time; default
 *     1,000
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
        int maxNesting,
        int outboundBytes,
        SlowConsumer slowConsumer,
        Duration sendTimeout,
        Duration pingInterval,
        int missedPings,
        int concurrentCalls,
        int waitingCalls,
        int waitingBytes,
        int maxConnections,
        JsonFrames jsonFrames,
        int workerThreads,
        String managedExecutor,
        int channelNameLength,
        int subscriptions,
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
        Bounds.atLeast(4, maxNesting, "maxNesting");
        Bounds.atMost(500, maxNesting, "maxNesting");
        Bounds.atLeast(1, outboundBytes, "outboundBytes");
        Objects.requireNonNull(slowConsumer, "slowConsumer");
        Bounds.positive(sendTimeout, "sendTimeout");
        Bounds.notNegative(pingInterval, "pingInterval");
        Bounds.atLeast(1, missedPings, "missedPings");
        Bounds.atLeast(1, concurrentCalls, "concurrentCalls");
        Bounds.atLeast(1, waitingCalls, "waitingCalls");
        Bounds.atLeast(1, waitingBytes, "waitingBytes");
        Bounds.atLeast(0, maxConnections, "maxConnections");
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
        Bounds.atLeast(1, maxRateLimitBuckets, "maxRateLimitBuckets");
        trustedProxies = List.copyOf(trustedProxies);
        allowedOrigins = allowedOrigins.stream().map(Origin::normalised).toList();
        Bounds.notNegative(shutdownGrace, "shutdownGrace");
        Bounds.notNegative(retryAfter, "retryAfter");
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
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings; see {@link WebshocketSettings} for what each means, its unit and its default. */
    public static final class Builder {

        private int maxMessageBytes = SystemProperty.integer("maxMessageBytes", 1 << 20);
        private int maxNesting = SystemProperty.integer("maxNesting", 64);
        private int outboundBytes = SystemProperty.integer("outboundBytes", 1 << 20);
        private SlowConsumer slowConsumer =
                SystemProperty.constant("slowConsumer", SlowConsumer.class, SlowConsumer.CLOSE);
        private Duration sendTimeout = SystemProperty.duration("sendTimeout", Duration.ofSeconds(10));
        private Duration pingInterval = SystemProperty.duration("pingInterval", Duration.ofSeconds(25));
        private int missedPings = SystemProperty.integer("missedPings", 2);
        private int concurrentCalls = SystemProperty.integer("concurrentCalls", 16);
        private int waitingCalls = SystemProperty.integer("waitingCalls", 1024);
        private int waitingBytes = SystemProperty.integer("waitingBytes", 16 << 20);
        private int maxConnections = SystemProperty.integer("maxConnections", 0);
        private JsonFrames jsonFrames = SystemProperty.constant("jsonFrames", JsonFrames.class, JsonFrames.BINARY);
        private int workerThreads = SystemProperty.integer("workerThreads", 256);
        private String managedExecutor = SystemProperty.text("managedExecutor", "");
        private int channelNameLength = SystemProperty.integer("channelNameLength", 256);
        private int subscriptions = SystemProperty.integer("subscriptions", 1000);
        private int maxRateLimitBuckets = SystemProperty.integer("maxRateLimitBuckets", 100_000);
        private List<AddressRange> trustedProxies = SystemProperty.addressRanges("trustedProxies");
        private List<String> allowedOrigins = SystemProperty.origins("allowedOrigins");
        private Duration shutdownGrace = SystemProperty.duration("shutdownGrace", Duration.ofSeconds(10));
        private Duration retryAfter = SystemProperty.duration("retryAfter", Duration.ofSeconds(5));

        private Builder() {}

        /**
         * Sets the longest message that is accepted.
         *
         * @param bytes at least 1
         * @return this
         */
        public Builder maxMessageBytes(int bytes) {
            maxMessageBytes = bytes;
            return this;
        }

        /**
         * Sets how deep a packet may nest.
         *
         * @param levels 4 to 500
         * @return this
         */
        public Builder maxNesting(int levels) {
            maxNesting = levels;
            return this;
        }

        /**
         * Sets how many bytes may wait to be sent on a connection.
         *
         * @param bytes at least 1
         * @return this
         */
        public Builder outboundBytes(int bytes) {
            outboundBytes = bytes;
            return this;
        }

        /**
         * Sets what becomes of messages pushed to a client that does not read.
         *
         * @param policy the policy
         * @return this
         */
        public Builder slowConsumer(SlowConsumer policy) {
            slowConsumer = policy;
            return this;
        }

        /**
         * Sets how long one message may take to be sent.
         *
         * @param timeout more than zero
         * @return this
         */
        public Builder sendTimeout(Duration timeout) {
            sendTimeout = timeout;
            return this;
        }

        /**
         * Sets how often a connection is pinged.
         *
         * @param interval zero for never
         * @return this
         */
        public Builder pingInterval(Duration interval) {
            pingInterval = interval;
            return this;
        }

        /**
         * Sets after how many unanswered pings the client counts as gone.
         *
         * @param pings at least 1
         * @return this
         */
        public Builder missedPings(int pings) {
            missedPings = pings;
            return this;
        }

        /**
         * Sets how many calls of a connection may run beside each other.
         *
         * @param calls at least 1
         * @return this
         */
        public Builder concurrentCalls(int calls) {
            concurrentCalls = calls;
            return this;
        }

        /**
         * Sets how many calls of a connection may wait.
         *
         * @param calls at least 1
         * @return this
         */
        public Builder waitingCalls(int calls) {
            waitingCalls = calls;
            return this;
        }

        /**
         * Sets how many bytes the calls and packets of a connection that wait may have come in.
         *
         * @param bytes at least 1
         * @return this
         */
        public Builder waitingBytes(int bytes) {
            waitingBytes = bytes;
            return this;
        }

        /**
         * Sets how many connections are accepted.
         *
         * @param connections zero for any number
         * @return this
         */
        public Builder maxConnections(int connections) {
            maxConnections = connections;
            return this;
        }

        /**
         * Sets in what kind of frame clients that asked for no subprotocol get their JSON.
         *
         * @param frames the kind
         * @return this
         */
        public Builder jsonFrames(JsonFrames frames) {
            jsonFrames = frames;
            return this;
        }

        /**
         * Sets how many threads run calls on an application server, and where Java has no virtual threads.
         *
         * @param threads 2 to 32,767
         * @return this
         */
        public Builder workerThreads(int threads) {
            workerThreads = threads;
            return this;
        }

        /**
         * Sets what calls and streams run on, on an application server.
         *
         * @param name of a {@code ManagedExecutorService} in JNDI, beginning with {@code java:}; empty for threads of our own
         * @return this
         */
        public Builder managedExecutor(String name) {
            managedExecutor = name;
            return this;
        }

        /**
         * Sets how long the name or pattern of a channel may be.
         *
         * @param chars at least 1
         * @return this
         */
        public Builder channelNameLength(int chars) {
            channelNameLength = chars;
            return this;
        }

        /**
         * Sets how many users and addresses the rate limits count at a time.
         *
         * @param buckets at least 1
         * @return this
         */
        public Builder maxRateLimitBuckets(int buckets) {
            maxRateLimitBuckets = buckets;
            return this;
        }

        /**
         * Sets how many names and patterns of channels a connection may have subscribed to.
         *
         * @param most at least 1
         * @return this
         */
        public Builder subscriptions(int most) {
            subscriptions = most;
            return this;
        }

        /**
         * Sets the proxies whose word on a client's address counts.
         *
         * @param ranges addresses and ranges in CIDR notation, see {@link AddressRange#of}
         * @return this
         * @throws IllegalArgumentException if one is neither
         */
        public Builder trustedProxies(String... ranges) {
            trustedProxies = Arrays.stream(ranges).map(AddressRange::of).toList();
            return this;
        }

        /**
         * Sets the origins of further sites whose pages may connect.
         *
         * @param origins a scheme and a host, with the port where it is not the scheme's own, such as {@code
         *     https://app.example.com}; {@code null} for pages without an origin, such as files; {@code *} for all
         * @return this
         */
        public Builder allowedOrigins(String... origins) {
            allowedOrigins = List.of(origins);
            return this;
        }

        /**
         * Sets how long calls that run may go on when the application stops.
         *
         * @param grace zero to cut them off at once
         * @return this
         */
        public Builder shutdownGrace(Duration grace) {
            shutdownGrace = grace;
            return this;
        }

        /**
         * Sets after how long clients are asked to come back when the application stops.
         *
         * @param delay zero to say nothing of it
         * @return this
         */
        public Builder retryAfter(Duration delay) {
            retryAfter = delay;
            return this;
        }

        /**
         * Makes the settings.
         *
         * @return immutable settings
         * @throws IllegalArgumentException if a number or duration is out of its range
         */
        public WebshocketSettings build() {
            return new WebshocketSettings(
                    maxMessageBytes,
                    maxNesting,
                    outboundBytes,
                    slowConsumer,
                    sendTimeout,
                    pingInterval,
                    missedPings,
                    concurrentCalls,
                    waitingCalls,
                    waitingBytes,
                    maxConnections,
                    jsonFrames,
                    workerThreads,
                    managedExecutor,
                    channelNameLength,
                    subscriptions,
                    maxRateLimitBuckets,
                    trustedProxies,
                    allowedOrigins,
                    shutdownGrace,
                    retryAfter);
        }
    }
}
