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

/** Collects the options of a {@link WebSocketClient}. For one thread; it may connect several times. */
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
        // RFC 3986 knows no case in schemes, but the JDK does; and RFC 6455 asks for "/" where there is no path.
        String place = scheme.toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        this.uri = URI.create(place + path + (uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery()));
    }

    /**
     * Sets how to try again, for the first connection and after a lost one. Without, the first one is tried once, and
     * a lost one is got back as {@link RetryPolicy#defaults} says.
     *
     * @param policy how to try again
     * @return this
     */
    public WebSocketClientBuilder retry(RetryPolicy policy) {
        return retryFirst(policy).retryLost(policy);
    }

    /**
     * Sets how to try again when the first connection fails, or ends before {@link #connect} has returned.
     *
     * @param policy default {@link RetryPolicy#none}
     * @return this
     */
    public WebSocketClientBuilder retryFirst(RetryPolicy policy) {
        firstConnection = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets how to try again when a connection is lost.
     *
     * @param policy default {@link RetryPolicy#defaults}
     * @return this
     */
    public WebSocketClientBuilder retryLost(RetryPolicy policy) {
        reconnection = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets how long one attempt to connect may take, with TLS and the handshake, once it has its headers.
     *
     * @param timeout zero for no end; zero or more, default 30s
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public WebSocketClientBuilder connectTimeout(Duration timeout) {
        connectTimeout = ClientSettings.CONNECT_TIMEOUT.checked(timeout);
        return this;
    }

    /**
     * Sets how long a call waits for its answer where it does not say so itself.
     *
     * @param timeout zero for no end; zero or more, default 30s
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public WebSocketClientBuilder callTimeout(Duration timeout) {
        callTimeout = ClientSettings.CALL_TIMEOUT.checked(timeout);
        return this;
    }

    /**
     * Sets how long one message may take to be sent before the connection counts as lost, with all calls in flight. It has
     * been sent when the last of it has been handed to the operating system, so that a long message over a slow line may need
     * more than the default. Looked at once a second.
     *
     * @param timeout zero for no end; zero or more, default 10s
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public WebSocketClientBuilder sendTimeout(Duration timeout) {
        sendTimeout = ClientSettings.SEND_TIMEOUT.checked(timeout);
        return this;
    }

    /**
     * Sets how much of what has come may wait for the application: for each stream, and for {@code receive}, where each
     * packet counts for 64 bytes more than its own. A single message may be longer.
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
     * Sets how much may be queued in the connection before calls wait for room; and 64 times as much may wait for that, or
     * for the connection, before more fail with {@code WEBSHOCKET-0336}. A single message may be longer.
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
     * Sets how many calls may be on their way at a time, unanswered or waiting for the connection, before more fail with
     * {@code WEBSHOCKET-0332}.
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
     * Sets how long a message of the server may be. A longer one ends the connection with 1009, and all calls in flight with
     * it: they fail, also those that are idempotent, since one of them may have been answered so, and would be again.
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
     * Sets how often to ask the server whether it is there. When two pings in a row stay unanswered the connection
     * counts as lost.
     *
     * @param interval zero for never; zero or more, default 25s
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
     * @param name the header's name, in any case; one given twice counts as given last
     * @param value its value
     * @return this
     */
    public WebSocketClientBuilder header(String name, String value) {
        headers.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Sets where to get headers for each handshake, such as a token that expires. One that {@link #header} has given as well
     * counts as given here.
     *
     * @param supplier asked before each attempt to connect; what it throws fails the attempt
     * @return this
     */
    public WebSocketClientBuilder headers(Supplier<Map<String, String>> supplier) {
        moreHeaders = Objects.requireNonNull(supplier, "supplier");
        return this;
    }

    /**
     * Sets whom to trust, and with which certificate to show oneself, in a {@code wss} connection. The name in the
     * server's certificate is checked in any case.
     *
     * @param context an initialised context; by default the JVM's
     * @return this
     */
    public WebSocketClientBuilder sslContext(SSLContext context) {
        sslContext = Objects.requireNonNull(context, "context");
        return this;
    }

    /**
     * Sets what callbacks and dependent stages run on, {@code onReconnect} and the supplier of {@link #headers} among them.
     *
     * @param executor it stays the application's; it must not run tasks on the thread that gives them, and have threads
     *     enough for what waits for each other; by default threads that all clients share
     * @return this
     */
    public WebSocketClientBuilder executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Sets which proxy to connect through, of those that speak HTTP; it is asked before each attempt, with the URI's {@code http}
     * or {@code https} form.
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
     * Sets who answers a server, or a proxy, that asks for a user and a password, by HTTP's Basic authentication. The JVM allows
     * no Basic authentication at proxies by default: see the system property {@code jdk.http.auth.tunneling.disabledSchemes}.
     *
     * @param authenticator asked when an answer is asked for, on a thread that all clients share, so that it must not wait; by
     *     default nobody is, and an attempt that is refused with 401 or 407 fails
     * @return this
     */
    public WebSocketClientBuilder authenticator(Authenticator authenticator) {
        this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
        return this;
    }

    /**
     * Sets how Java types are read and written where their annotations say nothing else, for instance to name properties as
     * the server does. Without, as JSON-B has it by default.
     *
     * @param config read at {@link #connect}, which throws {@link dev.webshocket.DefinitionException} with {@code
     *     WEBSHOCKET-0113} or {@code WEBSHOCKET-0114} where something in it cannot hold for messages
     * @return this
     */
    public WebSocketClientBuilder jsonbConfig(JsonbConfig config) {
        jsonbConfig = Objects.requireNonNull(config, "config");
        return this;
    }

    /**
     * Sets a callback for packets that are no answers, in place of {@code receive}. It is called for one at a time,
     * in the order in which they came; what it throws is logged. While it is at work they wait in the buffer that
     * {@link WebSocketClient#receive(Duration)} tells of.
     *
     * @param callback takes each packet
     * @return this
     */
    public WebSocketClientBuilder onReceive(Consumer<? super Packet> callback) {
        onReceive = Objects.requireNonNull(callback, "callback");
        return this;
    }

    /**
     * Sets a callback for each connection but the first, for instance to log in and to join channels again. Calls that
     * it makes on its own thread go out at once, and fail where its connection has ended meanwhile; all others wait until
     * it has returned, those that stages of its futures make as well. Where it throws, the connection is given up and the
     * client tries again. It runs on a thread that connects, of which all clients share five where Java has no virtual threads,
     * before 21: it must not connect another client there, for which it would need one more.
     *
     * <p>Of what it sends as much may be on its way as {@link #outstandingCalls} and {@link #outboundBytes} say of all else,
     * which may be full, and does not count here.
     *
     * @param callback takes this client
     * @return this
     */
    public WebSocketClientBuilder onReconnect(Consumer<? super WebSocketClient> callback) {
        onReconnect = Objects.requireNonNull(callback, "callback");
        return this;
    }

    /**
     * Adds a listener for the client's states. It gets each, in order; what it throws is logged.
     *
     * @param listener takes the new state
     * @return this
     */
    public WebSocketClientBuilder onState(Consumer<? super ClientState> listener) {
        onState.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Connects, and waits until that is done or the retries are used up.
     *
     * @return a connected client, to be closed
     * @throws ConnectionFailedException if no connection can be made; the last attempt's failure
     * @throws ClientException if the thread is interrupted, which then is still interrupted
     */
    public WebSocketClient connect() {
        return ClientProvider.load().connect(options());
    }

    /**
     * Connects.
     *
     * @return the connected client when it is there, failed as {@link #connect} throws; to cancel it gives up
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
