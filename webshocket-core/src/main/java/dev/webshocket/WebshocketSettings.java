package dev.webshocket;

import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The bounds and habits of a deployment, in groups: limits, sending, liveness, sessions, channels, threads, origins.
 * Immutable, and so safe for use by several threads. {@link #defaults()} reads the system properties; an application replaces
 * the whole by a CDI bean of this type.
 *
 * <p>Each setting can be set by the system property {@code webshocket.} and its name, for instance {@code
 * -Dwebshocket.pingInterval=10s}. Durations are a number and {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}; sizes
 * are bytes; lists are separated by commas. A duration of more than a hundred years of 365 days counts as one of a hundred.
 *
 * <p>{@link #toString()} lists the settings with their values. {@link WebshocketSettingsBuilder#build} refuses what is out of its
 * bounds. The document on settings says more of what each means.
 */
public final class WebshocketSettings {

    static final List<SettingGroup> GROUPS = List.of(
            LimitSettings.ALL,
            SendingSettings.ALL,
            LivenessSettings.ALL,
            SessionSettings.ALL,
            ChannelSettings.ALL,
            ThreadSettings.ALL,
            OriginSettings.ALL);

    private final Map<String, Object> values;

    /**
     * Makes settings.
     *
     * @param given a value for each setting
     * @throws IllegalArgumentException if one is out of its bounds
     */
    WebshocketSettings(Map<Setting<?>, Object> given) {
        Map<String, Object> checked = new HashMap<>();
        all().forEach(setting -> checked.put(setting.name(), checked(setting, given)));
        values = Map.copyOf(checked);
    }

    @SuppressWarnings("unchecked")
    private static <T> T checked(Setting<T> setting, Map<Setting<?>, Object> given) {
        return setting.checked((T) given.get(setting));
    }

    /**
     * Returns the defaults, each replaced by its system property where that is set.
     *
     * @return settings
     * @throws IllegalArgumentException if a system property does not hold a value of its type, or one that is out of its bounds;
     *     the message names it
     */
    public static WebshocketSettings defaults() {
        return builder().build();
    }

    /**
     * Starts from {@link #defaults()}.
     *
     * @return a builder, for one thread
     * @throws IllegalArgumentException if a system property does not hold a value of its type; the message names it
     */
    public static WebshocketSettingsBuilder builder() {
        return new WebshocketSettingsBuilder();
    }

    /**
     * Returns the names of all settings, group by group. Behind {@code webshocket.} they are those of the system properties.
     *
     * @return names such as {@code pingInterval}
     */
    public static List<String> names() {
        return all().map(Setting::name).toList();
    }

    static Stream<Setting<?>> all() {
        return GROUPS.stream().flatMap(group -> group.settings().stream());
    }

    @SuppressWarnings("unchecked")
    private <T> T value(Setting<T> setting) {
        return (T) values.get(setting.name());
    }

    // Limits

    /** Returns the longest message that is accepted, in bytes; at least 1, default 1048576. */
    public int maxMessageBytes() {
        return value(LimitSettings.MAX_MESSAGE_BYTES);
    }

    /** Returns how long a message may take from its first part to its last; more than zero, default 30s. */
    public Duration messageTimeout() {
        return value(LimitSettings.MESSAGE_TIMEOUT);
    }

    /** Returns how deep the maps and lists of a packet may nest, the packet itself included; 4 to 500, default 64. */
    public int maxNesting() {
        return value(LimitSettings.MAX_NESTING);
    }

    /** Returns how many values a message may hold, its maps' keys among them; at least 100, default 100000. */
    public int maxMessageValues() {
        return value(LimitSettings.MAX_MESSAGE_VALUES);
    }

    /** Returns how many digits a number may have; at least 20, default 2000. */
    public int maxNumberDigits() {
        return value(LimitSettings.MAX_NUMBER_DIGITS);
    }

    /** Returns what becomes of an argument that has a member that its class does not know; default REFUSE. */
    public UnknownMembers unknownMembers() {
        return value(LimitSettings.UNKNOWN_MEMBERS);
    }

    /** Returns how many calls of a connection may run beside each other; at least 1, default 16. */
    public int concurrentCalls() {
        return value(LimitSettings.CONCURRENT_CALLS);
    }

    /** Returns how many calls of a connection may wait; at least 1, default 1024. */
    public int waitingCalls() {
        return value(LimitSettings.WAITING_CALLS);
    }

    /**
     * Returns how many bytes the calls and packets of a connection that wait may have come in; at least 1, default
     * 2097152.
     */
    public int waitingBytes() {
        return value(LimitSettings.WAITING_BYTES);
    }

    /**
     * Returns how many bytes all connections may hold together; more than a quarter of the heap counts as a quarter; at
     * least 1, default 268435456.
     */
    public long bufferedBytes() {
        return value(LimitSettings.BUFFERED_BYTES);
    }

    /** Returns how many connections are accepted, zero for any number; at least 0, default 10000. */
    public int maxConnections() {
        return value(LimitSettings.MAX_CONNECTIONS);
    }

    /** Returns how many connections are accepted of one address, zero for any number; at least 0, default 0. */
    public int connectionsPerAddress() {
        return value(LimitSettings.CONNECTIONS_PER_ADDRESS);
    }

    /** Returns how many users and addresses the rate limits count at a time; at least 1, default 100000. */
    public int maxRateLimitBuckets() {
        return value(LimitSettings.MAX_RATE_LIMIT_BUCKETS);
    }

    // Sending

    /** Returns how many bytes may wait to be sent on a connection; at least 1, default 1048576. */
    public int outboundBytes() {
        return value(SendingSettings.OUTBOUND_BYTES);
    }

    /** Returns what becomes of messages pushed to a client that does not read; default CLOSE. */
    public SlowConsumer slowConsumer() {
        return value(SendingSettings.SLOW_CONSUMER);
    }

    /** Returns how long one message may take to be sent; more than zero, default 10s. */
    public Duration sendTimeout() {
        return value(SendingSettings.SEND_TIMEOUT);
    }

    /** Returns in what kind of frame clients that asked for no subprotocol get their JSON; default BINARY. */
    public JsonFrames jsonFrames() {
        return value(SendingSettings.JSON_FRAMES);
    }

    // Liveness

    /** Returns how often a connection is pinged, zero for never; zero or more, default 25s. */
    public Duration pingInterval() {
        return value(LivenessSettings.PING_INTERVAL);
    }

    /** Returns after how many unanswered pings in a row the client counts as gone; at least 1, default 2. */
    public int missedPings() {
        return value(LivenessSettings.MISSED_PINGS);
    }

    // Sessions

    /**
     * Returns how long calls that run may go on when the application stops, zero to cut them off at once; zero or more,
     * default 10s.
     */
    public Duration shutdownGrace() {
        return value(SessionSettings.SHUTDOWN_GRACE);
    }

    /**
     * Returns after how long clients are asked to come back when the application stops, zero to say nothing of it; zero
     * or more, default 5s.
     */
    public Duration retryAfter() {
        return value(SessionSettings.RETRY_AFTER);
    }

    // Channels

    /** Returns how many {@code char}s the name or pattern of a channel may have; at least 1, default 256. */
    public int channelNameLength() {
        return value(ChannelSettings.CHANNEL_NAME_LENGTH);
    }

    /**
     * Returns how many names and patterns of channels a connection may have subscribed to; at least 1, default 1000.
     */
    public int subscriptions() {
        return value(ChannelSettings.SUBSCRIPTIONS);
    }

    /** Returns whether connections may subscribe to patterns; default ALLOW. */
    public ChannelPatterns channelPatterns() {
        return value(ChannelSettings.CHANNEL_PATTERNS);
    }

    /** Returns how many wildcards a pattern of channels may have; at least 1, default 32. */
    public int patternWildcards() {
        return value(ChannelSettings.PATTERN_WILDCARDS);
    }

    /**
     * Returns how many patterns that neither begin nor end with literal text a connection may have subscribed to; at
     * least 0, default 16.
     */
    public int unanchoredPatterns() {
        return value(ChannelSettings.UNANCHORED_PATTERNS);
    }

    // Threads

    /**
     * Returns how many threads run calls on an application server, and where Java has no virtual threads; 2 to 32767,
     * default 256.
     */
    public int workerThreads() {
        return value(ThreadSettings.WORKER_THREADS);
    }

    /**
     * Returns the name in JNDI of the {@code ManagedExecutorService} that calls run on, empty for threads of our own; a
     * name that begins with java:, default empty.
     */
    public String managedExecutor() {
        return value(ThreadSettings.MANAGED_EXECUTOR);
    }

    // Origins

    /**
     * Returns the proxies whose word on a client's address counts, see {@link ClientConnection#remoteAddress()};
     * default [].
     */
    public List<AddressRange> trustedProxies() {
        return value(OriginSettings.TRUSTED_PROXIES);
    }

    /** Returns the origins of further sites whose pages may connect, as browsers write them; default []. */
    public List<String> allowedOrigins() {
        return value(OriginSettings.ALLOWED_ORIGINS);
    }

    /** Tells whether another has the same values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof WebshocketSettings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Returns the settings with their values, group by group. */
    @Override
    public String toString() {
        return all().map(setting -> setting.name() + '=' + value(setting))
                .collect(Collectors.joining(", ", "WebshocketSettings[", "]"));
    }
}
