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
 * The settings of a deployment, in groups: limits, sending, liveness, sessions, calls of clients, channels, threads, origins, description.
 * Immutable, so safe for use by several threads. {@link #defaults()} reads the system properties; an application replaces all
 * settings with a CDI bean of this type.
 *
 * <p>Each setting has a system property, named {@code webshocket.} and the setting's name, such as {@code
 * -Dwebshocket.pingInterval=10s}. Durations are a number and {@code ms}, {@code s}, {@code m}, {@code h} or {@code d};
 * sizes are bytes; lists are separated by commas. A duration of more than 36,500 days counts as 36,500 days.
 *
 * <p>{@link WebshocketSettingsBuilder#build} refuses a value that is out of bounds. The document on settings describes
 * each setting in more detail.
 */
public final class WebshocketSettings {

    static final List<SettingGroup> GROUPS = List.of(
            LimitSettings.ALL,
            SendingSettings.ALL,
            LivenessSettings.ALL,
            SessionSettings.ALL,
            ClientCallSettings.ALL,
            ChannelSettings.ALL,
            ThreadSettings.ALL,
            OriginSettings.ALL,
            DescriptionSettings.ALL);

    private final Map<String, Object> values;

    /**
     * Makes settings.
     *
     * @param given the value of each setting
     * @throws IllegalArgumentException if a value is out of bounds
     */
    WebshocketSettings(Map<Setting<?>, Object> given) {
        Map<String, Object> checked = new HashMap<>();
        all().forEach(setting -> checked.put(setting.name(), checked(setting, given)));
        values = Map.copyOf(checked);
    }

    @SuppressWarnings("unchecked")
    private static <T> T checked(Setting<T> setting, Map<Setting<?>, Object> given) {
        return setting.checkedWithProperty((T) given.get(setting));
    }

    /**
     * Returns the defaults, each replaced by its system property if that is set.
     *
     * @return the settings
     * @throws IllegalArgumentException if the value of a system property cannot be parsed or is out of bounds; the
     *     message names the property
     */
    public static WebshocketSettings defaults() {
        return builder().build();
    }

    /**
     * Returns a builder that starts from {@link #defaults()}.
     *
     * @return a builder, for use by one thread
     * @throws IllegalArgumentException if the value of a system property cannot be parsed; the message names the
     *     property
     */
    public static WebshocketSettingsBuilder builder() {
        return new WebshocketSettingsBuilder();
    }

    /**
     * Returns the names of all settings, group by group. The system properties have {@code webshocket.} before them.
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

    /** Returns the size of the longest message that is accepted, in bytes; at least 1, default 1048576. */
    public int maxMessageBytes() {
        return value(LimitSettings.MAX_MESSAGE_BYTES);
    }

    /** Returns how long a message may take from its first part to its last; more than zero, default 30s. */
    public Duration messageTimeout() {
        return value(LimitSettings.MESSAGE_TIMEOUT);
    }

    /** Returns who joins text messages that come in several frames on an application server; default PARTS. */
    public TextMessages textMessages() {
        return value(LimitSettings.TEXT_MESSAGES);
    }

    /** Returns how many levels of maps and lists a packet may have, itself included; 4 to 500, default 64. */
    public int maxNesting() {
        return value(LimitSettings.MAX_NESTING);
    }

    /** Returns how many values a message may have, the keys of maps included; at least 100, default 100000. */
    public int maxMessageValues() {
        return value(LimitSettings.MAX_MESSAGE_VALUES);
    }

    /** Returns how many digits a number may have; at least 20, default 2000. */
    public int maxNumberDigits() {
        return value(LimitSettings.MAX_NUMBER_DIGITS);
    }

    /** Returns whether unknown members of arguments are refused or ignored; default REFUSE. */
    public UnknownMembers unknownMembers() {
        return value(LimitSettings.UNKNOWN_MEMBERS);
    }

    /** Returns how many calls of a connection may run concurrently, without streams of version 2; at least 1, default 16. */
    public int concurrentCalls() {
        return value(LimitSettings.CONCURRENT_CALLS);
    }

    /** Returns how many calls of a connection may wait; at least 1, default 1024. */
    public int waitingCalls() {
        return value(LimitSettings.WAITING_CALLS);
    }

    /** Returns how many bytes of calls and packets may wait on a connection; at least 1, default 2097152. */
    public int waitingBytes() {
        return value(LimitSettings.WAITING_BYTES);
    }

    /** Returns how many bytes the waiting items of one upload may take; at least 1, default 1048576. */
    public int uploadBytes() {
        return value(LimitSettings.UPLOAD_BYTES);
    }

    /**
     * Returns how many bytes all connections may hold together, at most a quarter of the heap; at least 1, default
     * 268435456.
     */
    public long bufferedBytes() {
        return value(LimitSettings.BUFFERED_BYTES);
    }

    /** Returns how many connections may be open, zero for no limit; at least 0, default 10000. */
    public int maxConnections() {
        return value(LimitSettings.MAX_CONNECTIONS);
    }

    /** Returns how many connections of one address may be open, zero for no limit; at least 0, default 0. */
    public int connectionsPerAddress() {
        return value(LimitSettings.CONNECTIONS_PER_ADDRESS);
    }

    /** Returns for how many users and addresses the rate limits keep a count; at least 1, default 100000. */
    public int maxRateLimitBuckets() {
        return value(LimitSettings.MAX_RATE_LIMIT_BUCKETS);
    }

    // Sending

    /** Returns how many bytes may wait to be sent on a connection; at least 1, default 1048576. */
    public int outboundBytes() {
        return value(SendingSettings.OUTBOUND_BYTES);
    }

    /** Returns what happens to messages pushed to a client that does not read; one of [CLOSE, DROP_OLDEST, DROP_NEWEST], default CLOSE. */
    public SlowConsumer slowConsumer() {
        return value(SendingSettings.SLOW_CONSUMER);
    }

    /** Returns how long one message may take to be sent; more than zero, default 10s. */
    public Duration sendTimeout() {
        return value(SendingSettings.SEND_TIMEOUT);
    }

    /** Returns the kind of frame that carries JSON to clients that requested no subprotocol; default BINARY. */
    public JsonFrames jsonFrames() {
        return value(SendingSettings.JSON_FRAMES);
    }

    // Liveness

    /** Returns the interval between pings of a connection, zero for no pings; zero or more, default 25s. */
    public Duration pingInterval() {
        return value(LivenessSettings.PING_INTERVAL);
    }

    /** Returns after how many unanswered pings in a row the client counts as disconnected; at least 1, default 2. */
    public int missedPings() {
        return value(LivenessSettings.MISSED_PINGS);
    }

    // Sessions

    /**
     * Returns how long a connection that has lost its socket is kept for its client to resume it, zero to keep none;
     * zero to one day, default 30s.
     */
    public Duration sessionKeep() {
        return value(SessionSettings.SESSION_KEEP);
    }

    /**
     * Returns how long running calls may continue when the application stops, zero to end them at once; zero or more,
     * default 10s.
     */
    public Duration shutdownGrace() {
        return value(SessionSettings.SHUTDOWN_GRACE);
    }

    /**
     * Returns the delay after which clients are asked to reconnect when the application stops and no other server of it is alive,
     * zero to ask nothing; zero or more, default 5s.
     */
    public Duration retryAfter() {
        return value(SessionSettings.RETRY_AFTER);
    }

    /** Returns how long the check of a credential may take; more than zero, default 10s. */
    public Duration credentialTimeout() {
        return value(SessionSettings.CREDENTIAL_TIMEOUT);
    }

    // Channels

    /** Returns how many {@code char}s the name or pattern of a channel may have; at least 1, default 256. */
    public int channelNameLength() {
        return value(ChannelSettings.CHANNEL_NAME_LENGTH);
    }

    /** Returns how many names and patterns of channels a connection may subscribe to; at least 1, default 1000. */
    public int subscriptions() {
        return value(ChannelSettings.SUBSCRIPTIONS);
    }

    /** Returns whether connections may subscribe to patterns; default ALLOW. */
    public ChannelPatterns channelPatterns() {
        return value(ChannelSettings.CHANNEL_PATTERNS);
    }

    /** Returns how many wildcards a channel pattern may have; at least 1, default 32. */
    public int patternWildcards() {
        return value(ChannelSettings.PATTERN_WILDCARDS);
    }

    /**
     * Returns how many patterns that neither begin nor end with literal text a connection may subscribe to; at least 0,
     * default 16.
     */
    public int unanchoredPatterns() {
        return value(ChannelSettings.UNANCHORED_PATTERNS);
    }

    /**
     * Returns how many bytes of the heap the messages of all channels with history may take together, at most a quarter
     * of the heap; at least 1048576, default 268435456.
     */
    public long historyBytes() {
        return value(ChannelSettings.HISTORY_BYTES);
    }

    // Calls of clients

    /**
     * Returns how long the server's call of a client waits for the answer if it has no timeout of its own, zero for no
     * limit; zero or more, default 30s.
     */
    public Duration clientCallTimeout() {
        return value(ClientCallSettings.CLIENT_CALL_TIMEOUT);
    }

    /**
     * Returns how many of the server's calls of one client may be unanswered or wait to be sent before further ones fail;
     * at least 1, default 256.
     */
    public int clientCalls() {
        return value(ClientCallSettings.CLIENT_CALLS);
    }

    // Threads

    /**
     * Returns how many threads run calls on an application server, and on a Java version without virtual threads; 2 to
     * 32767, default 256.
     */
    public int workerThreads() {
        return value(ThreadSettings.WORKER_THREADS);
    }

    /**
     * Returns the JNDI name of the {@code ManagedExecutorService} that runs calls, empty for the library's own threads;
     * a name that begins with java:, default empty.
     */
    public String managedExecutor() {
        return value(ThreadSettings.MANAGED_EXECUTOR);
    }

    // Origins

    /**
     * Returns the proxies that are trusted to report a client's address, see {@link ClientConnection#remoteAddress()};
     * default [].
     */
    public List<AddressRange> trustedProxies() {
        return value(OriginSettings.TRUSTED_PROXIES);
    }

    /** Returns the origins of other sites whose pages may connect, as browsers write them; default []. */
    public List<String> allowedOrigins() {
        return value(OriginSettings.ALLOWED_ORIGINS);
    }

    // Description

    /** Returns whom {@code rpc.discover} and {@code rpc.channels} tell what a service offers; default OFF. */
    public Discovery discover() {
        return value(DescriptionSettings.DISCOVER);
    }

    /** Returns the title of the services in their descriptions, empty for the service's path; default empty. */
    public String serviceTitle() {
        return value(DescriptionSettings.SERVICE_TITLE);
    }

    /**
     * Returns the version of the services in their descriptions, empty for that of the handlers' jar or else 0; default
     * empty.
     */
    public String serviceVersion() {
        return value(DescriptionSettings.SERVICE_VERSION);
    }

    /** Tells whether another object is of this class and has the same values. */
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
