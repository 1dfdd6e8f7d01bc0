package dev.webshocket;

import dev.webshocket.internal.settings.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds {@link WebshocketSettings}, starting from {@link WebshocketSettings#defaults()}. The bounds and the default of
 * each setting are at the method of the same name there. Not safe for use by several threads.
 *
 * <p>Each setter replaces one setting and returns this builder. {@link #build} refuses a value that is out of bounds.
 */
public final class WebshocketSettingsBuilder {

    private final Map<Setting<?>, Object> values = new HashMap<>();

    WebshocketSettingsBuilder() {
        WebshocketSettings.all().forEach(setting -> values.put(setting, setting.fromSystemProperty()));
    }

    private <T> WebshocketSettingsBuilder set(Setting<T> setting, T value) {
        values.put(setting, value);
        return this;
    }

    // Limits

    /** Sets the size of the longest message that is accepted, in bytes. */
    public WebshocketSettingsBuilder maxMessageBytes(int bytes) {
        return set(LimitSettings.MAX_MESSAGE_BYTES, bytes);
    }

    /** Sets how long a message may take from its first part to its last. */
    public WebshocketSettingsBuilder messageTimeout(Duration timeout) {
        return set(LimitSettings.MESSAGE_TIMEOUT, timeout);
    }

    /** Sets who joins text messages that come in several frames on an application server. */
    public WebshocketSettingsBuilder textMessages(TextMessages joined) {
        return set(LimitSettings.TEXT_MESSAGES, joined);
    }

    /** Sets how many levels of maps and lists a packet may have, itself included. */
    public WebshocketSettingsBuilder maxNesting(int levels) {
        return set(LimitSettings.MAX_NESTING, levels);
    }

    /** Sets how many values a message may have, the keys of maps included. */
    public WebshocketSettingsBuilder maxMessageValues(int values) {
        return set(LimitSettings.MAX_MESSAGE_VALUES, values);
    }

    /** Sets how many digits a number may have. */
    public WebshocketSettingsBuilder maxNumberDigits(int digits) {
        return set(LimitSettings.MAX_NUMBER_DIGITS, digits);
    }

    /** Sets whether unknown members of arguments are refused or ignored. */
    public WebshocketSettingsBuilder unknownMembers(UnknownMembers policy) {
        return set(LimitSettings.UNKNOWN_MEMBERS, policy);
    }

    /** Sets how many calls of a connection may run concurrently. */
    public WebshocketSettingsBuilder concurrentCalls(int calls) {
        return set(LimitSettings.CONCURRENT_CALLS, calls);
    }

    /** Sets how many calls of a connection may wait. */
    public WebshocketSettingsBuilder waitingCalls(int calls) {
        return set(LimitSettings.WAITING_CALLS, calls);
    }

    /** Sets how many bytes of calls and packets may wait on a connection. */
    public WebshocketSettingsBuilder waitingBytes(int bytes) {
        return set(LimitSettings.WAITING_BYTES, bytes);
    }

    /** Sets how many bytes the waiting items of one upload may take. */
    public WebshocketSettingsBuilder uploadBytes(int bytes) {
        return set(LimitSettings.UPLOAD_BYTES, bytes);
    }

    /** Sets how many bytes all connections may hold together, at most a quarter of the heap. */
    public WebshocketSettingsBuilder bufferedBytes(long bytes) {
        return set(LimitSettings.BUFFERED_BYTES, bytes);
    }

    /** Sets how many connections may be open, zero for no limit. */
    public WebshocketSettingsBuilder maxConnections(int connections) {
        return set(LimitSettings.MAX_CONNECTIONS, connections);
    }

    /** Sets how many connections of one address may be open, zero for no limit. */
    public WebshocketSettingsBuilder connectionsPerAddress(int connections) {
        return set(LimitSettings.CONNECTIONS_PER_ADDRESS, connections);
    }

    /** Sets for how many users and addresses the rate limits keep a count. */
    public WebshocketSettingsBuilder maxRateLimitBuckets(int buckets) {
        return set(LimitSettings.MAX_RATE_LIMIT_BUCKETS, buckets);
    }

    // Sending

    /** Sets how many bytes may wait to be sent on a connection. */
    public WebshocketSettingsBuilder outboundBytes(int bytes) {
        return set(SendingSettings.OUTBOUND_BYTES, bytes);
    }

    /** Sets what happens to messages pushed to a client that does not read. */
    public WebshocketSettingsBuilder slowConsumer(SlowConsumer policy) {
        return set(SendingSettings.SLOW_CONSUMER, policy);
    }

    /** Sets how long one message may take to be sent. */
    public WebshocketSettingsBuilder sendTimeout(Duration timeout) {
        return set(SendingSettings.SEND_TIMEOUT, timeout);
    }

    /** Sets the kind of frame that carries JSON to clients that requested no subprotocol. */
    public WebshocketSettingsBuilder jsonFrames(JsonFrames frames) {
        return set(SendingSettings.JSON_FRAMES, frames);
    }

    // Liveness

    /** Sets the interval between pings of a connection, zero for no pings. */
    public WebshocketSettingsBuilder pingInterval(Duration interval) {
        return set(LivenessSettings.PING_INTERVAL, interval);
    }

    /** Sets after how many unanswered pings in a row the client counts as disconnected. */
    public WebshocketSettingsBuilder missedPings(int pings) {
        return set(LivenessSettings.MISSED_PINGS, pings);
    }

    // Sessions

    /** Sets how long a connection that has lost its socket is kept for its client to resume it, zero to keep none. */
    public WebshocketSettingsBuilder sessionKeep(Duration keep) {
        return set(SessionSettings.SESSION_KEEP, keep);
    }

    /** Sets how long running calls may continue when the application stops, zero to end them at once. */
    public WebshocketSettingsBuilder shutdownGrace(Duration grace) {
        return set(SessionSettings.SHUTDOWN_GRACE, grace);
    }

    /**
     * Sets the delay after which clients are asked to reconnect when the application stops and no other server of it is alive, zero to
     * ask nothing.
     */
    public WebshocketSettingsBuilder retryAfter(Duration delay) {
        return set(SessionSettings.RETRY_AFTER, delay);
    }

    /** Sets how long the check of a credential may take. */
    public WebshocketSettingsBuilder credentialTimeout(Duration most) {
        return set(SessionSettings.CREDENTIAL_TIMEOUT, most);
    }

    // Channels

    /** Sets how many {@code char}s the name or pattern of a channel may have. */
    public WebshocketSettingsBuilder channelNameLength(int chars) {
        return set(ChannelSettings.CHANNEL_NAME_LENGTH, chars);
    }

    /** Sets how many names and patterns of channels a connection may subscribe to. */
    public WebshocketSettingsBuilder subscriptions(int most) {
        return set(ChannelSettings.SUBSCRIPTIONS, most);
    }

    /** Sets whether connections may subscribe to patterns. */
    public WebshocketSettingsBuilder channelPatterns(ChannelPatterns patterns) {
        return set(ChannelSettings.CHANNEL_PATTERNS, patterns);
    }

    /** Sets how many wildcards a channel pattern may have. */
    public WebshocketSettingsBuilder patternWildcards(int wildcards) {
        return set(ChannelSettings.PATTERN_WILDCARDS, wildcards);
    }

    /** Sets how many patterns that neither begin nor end with literal text a connection may subscribe to. */
    public WebshocketSettingsBuilder unanchoredPatterns(int patterns) {
        return set(ChannelSettings.UNANCHORED_PATTERNS, patterns);
    }

    /** Sets {@link WebshocketSettings#historyBytes()}. */
    public WebshocketSettingsBuilder historyBytes(long bytes) {
        return set(ChannelSettings.HISTORY_BYTES, bytes);
    }

    // Calls of clients

    /** Sets how long the server's call of a client waits by default, zero for no limit. */
    public WebshocketSettingsBuilder clientCallTimeout(Duration timeout) {
        return set(ClientCallSettings.CLIENT_CALL_TIMEOUT, timeout);
    }

    /** Sets how many of the server's calls of one client may be unanswered. */
    public WebshocketSettingsBuilder clientCalls(int calls) {
        return set(ClientCallSettings.CLIENT_CALLS, calls);
    }

    // Threads

    /** Sets how many threads run calls on an application server, and on a Java version without virtual threads. */
    public WebshocketSettingsBuilder workerThreads(int threads) {
        return set(ThreadSettings.WORKER_THREADS, threads);
    }

    /**
     * Sets the JNDI name of the {@code ManagedExecutorService} that runs calls, empty for the library's own threads.
     */
    public WebshocketSettingsBuilder managedExecutor(String name) {
        return set(ThreadSettings.MANAGED_EXECUTOR, name);
    }

    // Origins

    /**
     * Sets the proxies that are trusted to report a client's address.
     *
     * @param ranges addresses and ranges in CIDR notation, see {@link AddressRange#of}
     * @throws IllegalArgumentException if a text is neither
     */
    public WebshocketSettingsBuilder trustedProxies(String... ranges) {
        return set(
                OriginSettings.TRUSTED_PROXIES,
                Arrays.stream(ranges).map(AddressRange::of).toList());
    }

    /**
     * Sets the origins of other sites whose pages may connect.
     *
     * @param origins a scheme, a host, and the port unless it is the scheme's default, such as {@code
     *     https://app.example.com}; the text {@code null} for pages without an origin, such as local files; {@code *}
     *     for all
     */
    public WebshocketSettingsBuilder allowedOrigins(String... origins) {
        return set(OriginSettings.ALLOWED_ORIGINS, List.of(origins));
    }

    // Description

    /** Sets whom {@code rpc.discover} and {@code rpc.channels} tell what a service offers. */
    public WebshocketSettingsBuilder discover(Discovery whom) {
        return set(DescriptionSettings.DISCOVER, whom);
    }

    /** Sets the title of the services in their descriptions, empty for the service's path. */
    public WebshocketSettingsBuilder serviceTitle(String title) {
        return set(DescriptionSettings.SERVICE_TITLE, title);
    }

    /** Sets the version of the services in their descriptions, empty for that of the handlers' jar or else 0. */
    public WebshocketSettingsBuilder serviceVersion(String version) {
        return set(DescriptionSettings.SERVICE_VERSION, version);
    }

    /**
     * Builds the settings.
     *
     * @return immutable settings
     * @throws IllegalArgumentException if a value is out of bounds; the message names the setting, the bound and the
     *     value
     * @throws NullPointerException if a value is null; the message names the setting
     */
    public WebshocketSettings build() {
        return new WebshocketSettings(values);
    }
}
