package dev.webshocket.client;

import dev.webshocket.packet.Packet;
import jakarta.json.bind.JsonbConfig;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Builds {@link WebSocketClient}s. For one thread; it may connect several times. */
public final class WebSocketClientBuilder {

    private final URI uri;
    private final SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Consumer<? super ClientState>> onState = new ArrayList<>();
    private RetryPolicy firstConnection = RetryPolicy.none();
    private RetryPolicy reconnection = RetryPolicy.defaults();
    private Duration connectTimeout = ClientSettings.CONNECT_TIMEOUT.defaultValue();
    private Duration callTimeout = ClientSettings.CALL_TIMEOUT.defaultValue();
    private Duration sendTimeout = ClientSettings.SEND_TIMEOUT.defaultValue();
    private int bufferBytes = ClientSettings.BUFFER_BYTES.defaultValue();
    private int outboundBytes = ClientSettings.OUTBOUND_BYTES.defaultValue();
    private int outstandingCalls = ClientSettings.OUTSTANDING_CALLS.defaultValue();
    private int maxMessageBytes = ClientSettings.MAX_MESSAGE_BYTES.defaultValue();
    private Duration pingInterval = ClientSettings.PING_INTERVAL.defaultValue();
    private Supplier<Map<String, String>> moreHeaders = Map::of;
    private SSLContext sslContext;
    private Executor executor;
    private ProxySelector proxy;
    private Authenticator authenticator;
    private JsonbConfig jsonbConfig;
    private Consumer<? super Packet> onReceive;
    private Consumer<? super WebSocketClient> onReconnect;

    WebSocketClientBuilder(URI uri) {
        String scheme = uri.getScheme();
        if (!"ws".equalsIgnoreCase(scheme) && !"wss".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("a service is at ws:// or wss://, but not at " + uri);
        }
        if (uri.getHost() == null || uri.getFragment() != null) {
            throw new IllegalArgumentException("the URI of a service has a host and no fragment, unlike " + uri);
        }
        // RFC 3986 ignores case in schemes, the JDK does not. RFC 6455 requires "/" for an empty path.
        String place = scheme.toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        this.uri = URI.create(place + path + (uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery()));
    }

    /**
     * Sets the retries for the first connection and after a lost one. Without it, the first connection is tried once,
     * and a lost one is retried as {@link RetryPolicy#defaults} says.
     *
     * @param policy the retries
     * @return this
     */
    public WebSocketClientBuilder retry(RetryPolicy policy) {
        return retryFirst(policy).retryLost(policy);
    }

    /**
     * Sets the retries when the first connection fails, or ends before {@link #connect} has returned.
     *
     * @param policy default {@link RetryPolicy#none}
     * @return this
     */
    public WebSocketClientBuilder retryFirst(RetryPolicy policy) {
        firstConnection = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets the retries when a connection is lost.
     *
     * @param policy default {@link RetryPolicy#defaults}
     * @return this
     */
    public WebSocketClientBuilder retryLost(RetryPolicy policy) {
        reconnection = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets the time limit of one attempt to connect, including TLS and the handshake. It starts when the headers are
     * known.
     *
     * @param timeout zero for no limit; zero or more, default 30s
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public WebSocketClientBuilder connectTimeout(Duration timeout) {
        connectTimeout = ClientSettings.CONNECT_TIMEOUT.checked(timeout);
        return this;
    }

    /**
     * Sets how long a call without its own timeout waits for its answer.
     *
     * @param timeout zero for no limit; zero or more, default 30s
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public WebSocketClientBuilder callTimeout(Duration timeout) {
        callTimeout = ClientSettings.CALL_TIMEOUT.checked(timeout);
        return this;
    }

    /**
     * Sets the time limit to send one message. After it the connection counts as lost, with all calls in flight. A
     * message is sent when the operating system has taken its last byte, so a long message over a slow line may need
     * more than the default. Checked once a second.
     *
     * @param timeout zero for no limit; zero or more, default 10s
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public WebSocketClientBuilder sendTimeout(Duration timeout) {
        sendTimeout = ClientSettings.SEND_TIMEOUT.checked(timeout);
        return this;
    }

    /**
     * Sets how many received bytes may wait for the application, for each stream and for {@code receive}, where each
     * packet counts as 64 bytes more than its length. A single message may be longer.
     *
     * @param bytes at least 1, default 1048576
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public WebSocketClientBuilder bufferBytes(int bytes) {
        bufferBytes = ClientSettings.BUFFER_BYTES.checked(bytes);
        return this;
    }

    /**
     * Sets how many bytes the connection may queue before calls wait for room. Up to 64 times as many bytes may wait
     * for room or for a connection; further calls fail with {@code WEBSHOCKET-0336}. A single message may be longer.
     *
     * @param bytes at least 1, default 1048576
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public WebSocketClientBuilder outboundBytes(int bytes) {
        outboundBytes = ClientSettings.OUTBOUND_BYTES.checked(bytes);
        return this;
    }

    /**
     * Sets how many calls may be unanswered or waiting for the connection. Further calls fail with {@code
     * WEBSHOCKET-0332}.
     *
     * @param calls at least 1, default 65536
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public WebSocketClientBuilder outstandingCalls(int calls) {
        outstandingCalls = ClientSettings.OUTSTANDING_CALLS.checked(calls);
        return this;
    }

    /**
     * Sets the longest message accepted from the server. A longer one ends the connection with 1009, and all calls in
     * flight fail, even idempotent ones: the message may answer one of them, and a repeated call would get it again.
     *
     * @param bytes at least 1, default 16777216
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public WebSocketClientBuilder maxMessageBytes(int bytes) {
        maxMessageBytes = ClientSettings.MAX_MESSAGE_BYTES.checked(bytes);
        return this;
    }

    /**
     * Sets the time between two pings. After two unanswered pings in a row the connection counts as lost.
     *
     * @param interval zero for no pings; zero or more, default 25s
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public WebSocketClientBuilder pingInterval(Duration interval) {
        pingInterval = ClientSettings.PING_INTERVAL.checked(interval);
        return this;
    }

    /**
     * Adds a header to the handshake, for instance {@code Authorization}.
     *
     * @param name the header's name, in any case; the last value given for a name is used
     * @param value its value
     * @return this
     */
    public WebSocketClientBuilder header(String name, String value) {
        headers.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Sets a supplier of headers for each handshake, for instance of a token that expires. It overrides headers set by
     * {@link #header}.
     *
     * @param supplier called before each attempt to connect; an exception of it fails the attempt
     * @return this
     */
    public WebSocketClientBuilder headers(Supplier<Map<String, String>> supplier) {
        moreHeaders = Objects.requireNonNull(supplier, "supplier");
        return this;
    }

    /**
     * Sets the trusted certificates, and the client's own, for a {@code wss} connection. The host name in the server's
     * certificate is always checked.
     *
     * @param context an initialised context; by default the JVM's
     * @return this
     */
    public WebSocketClientBuilder sslContext(SSLContext context) {
        sslContext = Objects.requireNonNull(context, "context");
        return this;
    }

    /**
     * Sets the executor of callbacks and dependent stages, including {@code onReconnect} and the supplier of {@link
     * #headers}.
     *
     * @param executor owned by the application, which ends it; it must not run tasks on the submitting thread, and
     *     needs enough threads for tasks that wait for each other; by default threads that all clients share
     * @return this
     */
    public WebSocketClientBuilder executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Sets the HTTP proxy. The selector is called before each attempt, with the {@code http} or {@code https} form of
     * the URI.
     *
     * @param selector such as {@link ProxySelector#of}; by default {@link ProxySelector#getDefault}, which reads the JVM's system
     *     properties
     * @return this
     */
    public WebSocketClientBuilder proxy(ProxySelector selector) {
        proxy = Objects.requireNonNull(selector, "selector");
        return this;
    }

    /**
     * Sets the source of user and password for a server or a proxy that requests HTTP Basic authentication. By default
     * the JVM forbids Basic authentication at proxies: see the system property {@code
     * jdk.http.auth.tunneling.disabledSchemes}.
     *
     * @param authenticator called on a thread that all clients share, so it must not block; by default there is none,
     *     and an attempt refused with 401 or 407 fails
     * @return this
     */
    public WebSocketClientBuilder authenticator(Authenticator authenticator) {
        this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
        return this;
    }

    /**
     * Sets how JSON-B binds Java types, unless their annotations say otherwise, for instance to use the server's names
     * of properties. By default JSON-B's own configuration is used.
     *
     * @param config read at {@link #connect}, which throws {@link dev.webshocket.DefinitionException} with {@code
     *     WEBSHOCKET-0113} or {@code WEBSHOCKET-0114} if an option does not apply to messages
     * @return this
     */
    public WebSocketClientBuilder jsonbConfig(JsonbConfig config) {
        jsonbConfig = Objects.requireNonNull(config, "config");
        return this;
    }

    /**
     * Sets a callback for packets that are not answers, instead of {@code receive}. It gets one packet at a time, in
     * order of arrival; its exceptions are logged. Meanwhile other packets wait in the buffer that {@link
     * WebSocketClient#receive(Duration)} describes.
     *
     * @param callback gets each packet
     * @return this
     */
    public WebSocketClientBuilder onReceive(Consumer<? super Packet> callback) {
        onReceive = Objects.requireNonNull(callback, "callback");
        return this;
    }

    /**
     * Sets a callback that runs after each reconnection, for instance to log in and to join channels again. Calls made
     * on its own thread are sent at once, and fail if its connection has ended. All other calls wait until it returns,
     * including those made by stages of its futures. If it throws, the client drops the connection and tries again. It
     * runs on a connecting thread. Before Java 21, without virtual threads, all clients share five of these, so the
     * callback must not connect another client.
     *
     * <p>Its own messages have the bounds {@link #outstandingCalls} and {@link #outboundBytes} for themselves, however
     * many others wait.
     *
     * @param callback gets this client
     * @return this
     */
    public WebSocketClientBuilder onReconnect(Consumer<? super WebSocketClient> callback) {
        onReconnect = Objects.requireNonNull(callback, "callback");
        return this;
    }

    /**
     * Adds a listener for the client's states. It gets each state, in order; its exceptions are logged.
     *
     * @param listener gets the new state
     * @return this
     */
    public WebSocketClientBuilder onState(Consumer<? super ClientState> listener) {
        onState.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Connects, and waits until the client is connected or the retries are used up.
     *
     * @return a connected client; close it after use
     * @throws ConnectionFailedException if no attempt succeeds; the last attempt's failure
     * @throws ClientException if the thread is interrupted; its interrupt status stays set
     */
    public WebSocketClient connect() {
        return ClientProvider.load().connect(options());
    }

    /**
     * Connects.
     *
     * @return completes with the connected client, failed as {@link #connect} throws; to cancel it gives up
     */
    public CompletableFuture<WebSocketClient> connectAsync() {
        return ClientProvider.load().connectAsync(options());
    }

    private ClientOptions options() {
        SortedMap<String, String> fixed = new TreeMap<>(headers);
        Supplier<Map<String, String>> more = moreHeaders;
        return new ClientOptions(
                uri,
                firstConnection,
                reconnection,
                connectTimeout,
                callTimeout,
                sendTimeout,
                bufferBytes,
                outboundBytes,
                outstandingCalls,
                maxMessageBytes,
                pingInterval,
                () -> joined(fixed, more.get()),
                sslContext,
                executor,
                proxy,
                authenticator,
                jsonbConfig,
                onReceive,
                onReconnect,
                onState);
    }

    private static Map<String, String> joined(SortedMap<String, String> fixed, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(fixed);
        more.forEach((name, value) -> all.put(name, Objects.requireNonNull(value, name)));
        return all;
    }
}
