package dev.webshocket;

import dev.webshocket.internal.settings.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects {@link WebshocketSettings}, whose method of the same name has the bounds and the default of each. Starts from {@link
 * WebshocketSettings#defaults()}. For one thread.
 *
 * <p>Each setter replaces one setting and returns this builder. A value out of its bounds is refused by {@link #build}.
 */
public final class WebshocketSettingsBuilder {

    private final Map<Setting<?>, Object> values = new HashMap<>();

    WebshocketSettingsBuilder() {
        WebshocketSettings.all().forEach(setting -> values.put(setting, setting.ofProperty()));
    }

    private <T> WebshocketSettingsBuilder set(Setting<T> setting, T value) {
        values.put(setting, value);
        return this;
    }

    // Limits

    /** Sets the longest message that is accepted, in bytes. */
    public WebshocketSettingsBuilder maxMessageBytes(int bytes) {
        return set(LimitSettings.MAX_MESSAGE_BYTES, bytes);
    }

    /** Sets how long a message may take from its first part to its last. */
    public WebshocketSettingsBuilder messageTimeout(Duration timeout) {
        return set(LimitSettings.MESSAGE_TIMEOUT, timeout);
    }

    /** Sets how deep the maps and lists of a packet may nest, the packet itself included. */
    public WebshocketSettingsBuilder maxNesting(int levels) {
        return set(LimitSettings.MAX_NESTING, levels);
    }

    /** Sets how many values a message may hold, its maps' keys among them. */
    public WebshocketSettingsBuilder maxMessageValues(int values) {
        return set(LimitSettings.MAX_MESSAGE_VALUES, values);
    }

    /** Sets how many digits a number may have. */
    public WebshocketSettingsBuilder maxNumberDigits(int digits) {
        return set(LimitSettings.MAX_NUMBER_DIGITS, digits);
    }

    /** Sets what becomes of an argument that has a member that its class does not know. */
    public WebshocketSettingsBuilder unknownMembers(UnknownMembers policy) {
        return set(LimitSettings.UNKNOWN_MEMBERS, policy);
    }

    /** Sets how many calls of a connection may run beside each other. */
    public WebshocketSettingsBuilder concurrentCalls(int calls) {
        return set(LimitSettings.CONCURRENT_CALLS, calls);
    }

    /** Sets how many calls of a connection may wait. */
    public WebshocketSettingsBuilder waitingCalls(int calls) {
        return set(LimitSettings.WAITING_CALLS, calls);
    }

    /** Sets how many bytes the calls and packets of a connection that wait may have come in. */
    public WebshocketSettingsBuilder waitingBytes(int bytes) {
        return set(LimitSettings.WAITING_BYTES, bytes);
    }

    /** Sets how many bytes all connections may hold together; more than a quarter of the heap counts as a quarter. */
    public WebshocketSettingsBuilder bufferedBytes(long bytes) {
        return set(LimitSettings.BUFFERED_BYTES, bytes);
    }

    /** Sets how many connections are accepted, zero for any number. */
    public WebshocketSettingsBuilder maxConnections(int connections) {
        return set(LimitSettings.MAX_CONNECTIONS, connections);
    }

    /** Sets how many connections are accepted of one address, zero for any number. */
    public WebshocketSettingsBuilder connectionsPerAddress(int connections) {
        return set(LimitSettings.CONNECTIONS_PER_ADDRESS, connections);
    }

    /** Sets how many users and addresses the rate limits count at a time. */
    public WebshocketSettingsBuilder maxRateLimitBuckets(int buckets) {
        return set(LimitSettings.MAX_RATE_LIMIT_BUCKETS, buckets);
    }

    // Sending

    /** Sets how many bytes may wait to be sent on a connection. */
    public WebshocketSettingsBuilder outboundBytes(int bytes) {
        return set(SendingSettings.OUTBOUND_BYTES, bytes);
    }

    /** Sets what becomes of messages pushed to a client that does not read. */
    public WebshocketSettingsBuilder slowConsumer(SlowConsumer policy) {
        return set(SendingSettings.SLOW_CONSUMER, policy);
    }

    /** Sets how long one message may take to be sent. */
    public WebshocketSettingsBuilder sendTimeout(Duration timeout) {
        return set(SendingSettings.SEND_TIMEOUT, timeout);
    }

    /** Sets in what kind of frame clients that asked for no subprotocol get their JSON. */
    public WebshocketSettingsBuilder jsonFrames(JsonFrames frames) {
        return set(SendingSettings.JSON_FRAMES, frames);
    }

    // Liveness

    /** Sets how often a connection is pinged, zero for never. */
    public WebshocketSettingsBuilder pingInterval(Duration interval) {
        return set(LivenessSettings.PING_INTERVAL, interval);
    }

    /** Sets after how many unanswered pings in a row the client counts as gone. */
    public WebshocketSettingsBuilder missedPings(int pings) {
        return set(LivenessSettings.MISSED_PINGS, pings);
    }

    // Sessions

    /** Sets how long calls that run may go on when the application stops, zero to cut them off at once. */
    public WebshocketSettingsBuilder shutdownGrace(Duration grace) {
        return set(SessionSettings.SHUTDOWN_GRACE, grace);
    }

    /** Sets after how long clients are asked to come back when the application stops, zero to say nothing of it. */
    public WebshocketSettingsBuilder retryAfter(Duration delay) {
        return set(SessionSettings.RETRY_AFTER, delay);
    }

    // Channels

    /** Sets how many {@code char}s the name or pattern of a channel may have. */
    public WebshocketSettingsBuilder channelNameLength(int chars) {
        return set(ChannelSettings.CHANNEL_NAME_LENGTH, chars);
    }

    /** Sets how many names and patterns of channels a connection may have subscribed to. */
    public WebshocketSettingsBuilder subscriptions(int most) {
        return set(ChannelSettings.SUBSCRIPTIONS, most);
    }

    /** Sets whether connections may subscribe to patterns. */
    public WebshocketSettingsBuilder channelPatterns(ChannelPatterns patterns) {
        return set(ChannelSettings.CHANNEL_PATTERNS, patterns);
    }

    /** Sets how many wildcards a pattern of channels may have. */
    public WebshocketSettingsBuilder patternWildcards(int wildcards) {
        return set(ChannelSettings.PATTERN_WILDCARDS, wildcards);
    }

    /** Sets how many patterns that neither begin nor end with literal text a connection may have subscribed to. */
    public WebshocketSettingsBuilder unanchoredPatterns(int patterns) {
        return set(ChannelSettings.UNANCHORED_PATTERNS, patterns);
    }

    // Threads

    /** Sets how many threads run calls on an application server, and where Java has no virtual threads. */
    public WebshocketSettingsBuilder workerThreads(int threads) {
        return set(ThreadSettings.WORKER_THREADS, threads);
    }

    /** Sets the name in JNDI of the {@code ManagedExecutorService} that calls run on, empty for threads of our own. */
    public WebshocketSettingsBuilder managedExecutor(String name) {
        return set(ThreadSettings.MANAGED_EXECUTOR, name);
    }

    // Origins

    /**
     * Sets the proxies whose word on a client's address counts.
     *
     * @param ranges addresses and ranges in CIDR notation, see {@link AddressRange#of}
     * @throws IllegalArgumentException if one is neither
     */
    public WebshocketSettingsBuilder trustedProxies(String... ranges) {
        return set(
                OriginSettings.TRUSTED_PROXIES,
                Arrays.stream(ranges).map(AddressRange::of).toList());
    }

    /**
     * Sets the origins of further sites whose pages may connect.
     *
     * @param origins a scheme and a host, with the port where it is not the scheme's own, such as {@code
     *     https://app.example.com}; {@code null} for pages without an origin, such as files; {@code *} for all
     */
    public WebshocketSettingsBuilder allowedOrigins(String... origins) {
        return set(OriginSettings.ALLOWED_ORIGINS, List.of(origins));
    }

    /**
     * Makes the settings.
     *
     * @return immutable settings
     * @throws IllegalArgumentException if a value is out of its bounds; the message names the setting, the bound and the value
     * @throws NullPointerException if one is null; the message names the setting
     */
    public WebshocketSettings build() {
        return new WebshocketSettings(values);
    }
}
