package dev.webshocket;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Collects settings; see {@link WebshocketSettings} for what each means, its unit and its default. Starts from {@link
 * WebshocketSettings#defaults()}. For one thread.
 *
 * <p>Each setter replaces one setting and returns this builder. A value out of its range is refused by {@link #build}.
 */
public final class WebshocketSettingsBuilder {

    private int maxMessageBytes = SystemProperty.integer("maxMessageBytes", 1 << 20);
    private Duration messageTimeout = SystemProperty.duration("messageTimeout", Duration.ofSeconds(30));
    private int maxNesting = SystemProperty.integer("maxNesting", 64);
    private int maxMessageValues = SystemProperty.integer("maxMessageValues", 100_000);
    private int maxNumberDigits = SystemProperty.integer("maxNumberDigits", 2000);
    private UnknownMembers unknownMembers =
            SystemProperty.constant("unknownMembers", UnknownMembers.class, UnknownMembers.REFUSE);
    private int outboundBytes = SystemProperty.integer("outboundBytes", 1 << 20);
    private SlowConsumer slowConsumer = SystemProperty.constant("slowConsumer", SlowConsumer.class, SlowConsumer.CLOSE);
    private Duration sendTimeout = SystemProperty.duration("sendTimeout", Duration.ofSeconds(10));
    private Duration pingInterval = SystemProperty.duration("pingInterval", Duration.ofSeconds(25));
    private int missedPings = SystemProperty.integer("missedPings", 2);
    private int concurrentCalls = SystemProperty.integer("concurrentCalls", 16);
    private int waitingCalls = SystemProperty.integer("waitingCalls", 1024);
    private int waitingBytes = SystemProperty.integer("waitingBytes", 2 << 20);
    private long bufferedBytes = SystemProperty.longInteger("bufferedBytes", 256L << 20);
    private int maxConnections = SystemProperty.integer("maxConnections", 10_000);
    private int connectionsPerAddress = SystemProperty.integer("connectionsPerAddress", 0);
    private JsonFrames jsonFrames = SystemProperty.constant("jsonFrames", JsonFrames.class, JsonFrames.BINARY);
    private int workerThreads = SystemProperty.integer("workerThreads", 256);
    private String managedExecutor = SystemProperty.text("managedExecutor", "");
    private int channelNameLength = SystemProperty.integer("channelNameLength", 256);
    private int subscriptions = SystemProperty.integer("subscriptions", 1000);
    private ChannelPatterns channelPatterns =
            SystemProperty.constant("channelPatterns", ChannelPatterns.class, ChannelPatterns.ALLOW);
    private int patternWildcards = SystemProperty.integer("patternWildcards", 32);
    private int unanchoredPatterns = SystemProperty.integer("unanchoredPatterns", 16);
    private int maxRateLimitBuckets = SystemProperty.integer("maxRateLimitBuckets", 100_000);
    private List<AddressRange> trustedProxies = SystemProperty.addressRanges("trustedProxies");
    private List<String> allowedOrigins = SystemProperty.origins("allowedOrigins");
    private Duration shutdownGrace = SystemProperty.duration("shutdownGrace", Duration.ofSeconds(10));
    private Duration retryAfter = SystemProperty.duration("retryAfter", Duration.ofSeconds(5));

    WebshocketSettingsBuilder() {}

    /** Sets the longest message that is accepted, at least 1 byte. */
    public WebshocketSettingsBuilder maxMessageBytes(int bytes) {
        maxMessageBytes = bytes;
        return this;
    }

    /** Sets how long a message may take from its first part to its last, more than zero. */
    public WebshocketSettingsBuilder messageTimeout(Duration timeout) {
        messageTimeout = timeout;
        return this;
    }

    /** Sets how deep a packet may nest, 4 to 500 levels. */
    public WebshocketSettingsBuilder maxNesting(int levels) {
        maxNesting = levels;
        return this;
    }

    /** Sets how many values a message may hold, its maps' keys among them, at least 100. */
    public WebshocketSettingsBuilder maxMessageValues(int values) {
        maxMessageValues = values;
        return this;
    }

    /** Sets how many digits a number may have, at least 20, which every {@code long} fits. */
    public WebshocketSettingsBuilder maxNumberDigits(int digits) {
        maxNumberDigits = digits;
        return this;
    }

    /** Sets what becomes of arguments with members that their class does not know. */
    public WebshocketSettingsBuilder unknownMembers(UnknownMembers policy) {
        unknownMembers = policy;
        return this;
    }

    /** Sets how many bytes may wait to be sent on a connection, at least 1. */
    public WebshocketSettingsBuilder outboundBytes(int bytes) {
        outboundBytes = bytes;
        return this;
    }

    /** Sets what becomes of messages pushed to a client that does not read. */
    public WebshocketSettingsBuilder slowConsumer(SlowConsumer policy) {
        slowConsumer = policy;
        return this;
    }

    /** Sets how long one message may take to be sent, more than zero. */
    public WebshocketSettingsBuilder sendTimeout(Duration timeout) {
        sendTimeout = timeout;
        return this;
    }

    /** Sets how often a connection is pinged, zero for never. */
    public WebshocketSettingsBuilder pingInterval(Duration interval) {
        pingInterval = interval;
        return this;
    }

    /** Sets after how many unanswered pings the client counts as gone, at least 1. */
    public WebshocketSettingsBuilder missedPings(int pings) {
        missedPings = pings;
        return this;
    }

    /** Sets how many calls of a connection may run beside each other, at least 1. */
    public WebshocketSettingsBuilder concurrentCalls(int calls) {
        concurrentCalls = calls;
        return this;
    }

    /** Sets how many calls of a connection may wait, at least 1. */
    public WebshocketSettingsBuilder waitingCalls(int calls) {
        waitingCalls = calls;
        return this;
    }

    /** Sets how many bytes the calls and packets of a connection that wait may have come in, at least 1. */
    public WebshocketSettingsBuilder waitingBytes(int bytes) {
        waitingBytes = bytes;
        return this;
    }

    /**
     * Sets how many bytes all connections may hold together.
     *
     * @param bytes at least 1; more than a quarter of the heap counts as a quarter
     */
    public WebshocketSettingsBuilder bufferedBytes(long bytes) {
        bufferedBytes = bytes;
        return this;
    }

    /** Sets how many connections are accepted of one address, zero for any number. */
    public WebshocketSettingsBuilder connectionsPerAddress(int connections) {
        connectionsPerAddress = connections;
        return this;
    }

    /** Sets how many connections are accepted, zero for any number. */
    public WebshocketSettingsBuilder maxConnections(int connections) {
        maxConnections = connections;
        return this;
    }

    /** Sets in what kind of frame clients that asked for no subprotocol get their JSON. */
    public WebshocketSettingsBuilder jsonFrames(JsonFrames frames) {
        jsonFrames = frames;
        return this;
    }

    /**
     * Sets how many threads run calls on an application server, and where Java has no virtual threads.
     *
     * @param threads 2 to 32,767; clients that have few get up to a quarter more
     */
    public WebshocketSettingsBuilder workerThreads(int threads) {
        workerThreads = threads;
        return this;
    }

    /**
     * Sets what calls and streams run on, on an application server.
     *
     * @param name of a {@code ManagedExecutorService} in JNDI, beginning with {@code java:}; empty for threads of our own
     */
    public WebshocketSettingsBuilder managedExecutor(String name) {
        managedExecutor = name;
        return this;
    }

    /** Sets how many {@code char}s the name or pattern of a channel may have, at least 1. */
    public WebshocketSettingsBuilder channelNameLength(int chars) {
        channelNameLength = chars;
        return this;
    }

    /** Sets how many users and addresses the rate limits count at a time, at least 1. */
    public WebshocketSettingsBuilder maxRateLimitBuckets(int buckets) {
        maxRateLimitBuckets = buckets;
        return this;
    }

    /** Sets how many names and patterns of channels a connection may have subscribed to, at least 1. */
    public WebshocketSettingsBuilder subscriptions(int most) {
        subscriptions = most;
        return this;
    }

    /** Sets whether connections may subscribe to patterns. */
    public WebshocketSettingsBuilder channelPatterns(ChannelPatterns patterns) {
        channelPatterns = patterns;
        return this;
    }

    /** Sets how many wildcards a pattern of channels may have, at least 1. */
    public WebshocketSettingsBuilder patternWildcards(int wildcards) {
        patternWildcards = wildcards;
        return this;
    }

    /**
     * Sets how many patterns that neither begin nor end with literal text a connection may have subscribed to.
     *
     * @param patterns zero for none
     */
    public WebshocketSettingsBuilder unanchoredPatterns(int patterns) {
        unanchoredPatterns = patterns;
        return this;
    }

    /**
     * Sets the proxies whose word on a client's address counts.
     *
     * @param ranges addresses and ranges in CIDR notation, see {@link AddressRange#of}
     * @throws IllegalArgumentException if one is neither
     */
    public WebshocketSettingsBuilder trustedProxies(String... ranges) {
        trustedProxies = Arrays.stream(ranges).map(AddressRange::of).toList();
        return this;
    }

    /**
     * Sets the origins of further sites whose pages may connect.
     *
     * @param origins a scheme and a host, with the port where it is not the scheme's own, such as {@code
     *     https://app.example.com}; {@code null} for pages without an origin, such as files; {@code *} for all
     */
    public WebshocketSettingsBuilder allowedOrigins(String... origins) {
        allowedOrigins = List.of(origins);
        return this;
    }

    /** Sets how long calls that run may go on when the application stops, zero to cut them off at once. */
    public WebshocketSettingsBuilder shutdownGrace(Duration grace) {
        shutdownGrace = grace;
        return this;
    }

    /** Sets after how long clients are asked to come back when the application stops, zero to say nothing of it. */
    public WebshocketSettingsBuilder retryAfter(Duration delay) {
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
                messageTimeout,
                maxNesting,
                maxMessageValues,
                maxNumberDigits,
                unknownMembers,
                outboundBytes,
                slowConsumer,
                sendTimeout,
                pingInterval,
                missedPings,
                concurrentCalls,
                waitingCalls,
                waitingBytes,
                bufferedBytes,
                maxConnections,
                connectionsPerAddress,
                jsonFrames,
                workerThreads,
                managedExecutor,
                channelNameLength,
                subscriptions,
                channelPatterns,
                patternWildcards,
                unanchoredPatterns,
                maxRateLimitBuckets,
                trustedProxies,
                allowedOrigins,
                shutdownGrace,
                retryAfter);
    }
}
