package dev.webshocket.client;

import dev.webshocket.PresenceChange;
import dev.webshocket.packet.Packet;
import jakarta.json.bind.JsonbConfig;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.URI;
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
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Builds {@link WebSocketClient}s. For one thread; it may connect several times. */
public final class WebSocketClientBuilder extends ClientLimits<WebSocketClientBuilder> {

    static final String V1 = "webshocket.v1";
    static final String V2 = "webshocket.v2";

    private final URI uri;
    private final SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Consumer<? super ClientState>> onState = new ArrayList<>();
    private RetryPolicy firstConnection = RetryPolicy.none();
    private RetryPolicy reconnection = RetryPolicy.defaults();
    private Supplier<Map<String, String>> moreHeaders = Map::of;
    private Supplier<String> credentials;
    private List<String> subprotocols = List.of(V2, V1);
    private SSLContext sslContext;
    private Executor executor;
    private ProxySelector proxy;
    private Authenticator authenticator;
    private JsonbConfig jsonbConfig;
    private Consumer<? super Packet> onReceive;
    private Consumer<? super List<String>> onGap;
    private Consumer<? super PresenceChange> onPresence;
    private Consumer<? super WebSocketClient> onReconnect;
    private final List<Object> exposedObjects = new ArrayList<>();
    private final List<ExposedFunction> exposedFunctions = new ArrayList<>();

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
     * Sets a supplier of the credential by which the server's application knows the client, such as a token: section "Credentials" of
     * the wire protocol. It is sent when the client connects and reconnects, and again before the server's time for it is over:
     * after three quarters of the time, or 30 s before its end if that is later. Where there is no new one in time, or the server
     * refuses it, the server ends the connection with 4403, and the client reconnects. A server that refuses the credential of a new
     * connection closes it with 4401, which is one of the {@linkplain RetryPolicy#finalCodes final codes}.
     *
     * <p>A credential needs version 2 of the protocol, so the client offers no other.
     *
     * @param supplier called before each attempt to connect and for each refresh, on a thread that may block; must not return null. An
     *     exception of it fails the attempt with {@code WEBSHOCKET-0341}, and postpones a refresh
     * @return this
     */
    public WebSocketClientBuilder credentials(Supplier<String> supplier) {
        credentials = Objects.requireNonNull(supplier, "supplier");
        return this;
    }

    @Override
    WebSocketClientBuilder self() {
        return this;
    }

    /** Sets the subprotocols to offer, the preferred one first. For tests of one version of the protocol. */
    WebSocketClientBuilder offer(String... offered) {
        subprotocols = List.of(offered);
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
     * Sets a callback that hears when messages of channels with history were lost for this client: it was away for longer than the
     * channel remembers, or reads too slowly. Then the application may ask the server for what it needs. Section "Channels" of the wire
     * protocol; servers of version 1 tell nothing of it.
     *
     * <p>It is called in order with {@link #onReceive}: what was lost comes before the packets that follow. What waits for either
     * callback has one bound, {@link #bufferBytes}; messages of channels with history that this client drops beyond that are reported
     * too. Exceptions are logged.
     *
     * @param callback gets the names and patterns of which messages were lost, as the connection has subscribed to them, in an
     *     unmodifiable list; of messages that this client has dropped, the channels' names, or {@code *} if these are too many
     * @return this
     */
    public WebSocketClientBuilder onGap(Consumer<? super List<String>> callback) {
        onGap = Objects.requireNonNull(callback, "callback");
        return this;
    }

    /**
     * Sets a callback for who comes to the channels with presence that the connection has subscribed to, and who leaves them. The server
     * sends at most 4 changes of a channel in a second; who comes and goes within one of them is not in it. The members at one moment
     * are for the server's application to tell, by {@code Channels.presence}: after {@link #onReconnect} and {@link #onGap}, ask anew.
     * Section "Channels" of the wire protocol; servers of version 1 tell nothing of it.
     *
     * <p>It is called in order with {@link #onReceive}, with the same bound; a change that is dropped beyond that is reported to {@link
     * #onGap}. Exceptions are logged. Without a callback changes are dropped.
     *
     * @param callback gets each change
     * @return this
     */
    public WebSocketClientBuilder onPresence(Consumer<? super PresenceChange> callback) {
        onPresence = Objects.requireNonNull(callback, "callback");
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
     * Exposes the methods of an object to the server, which calls them by {@code ClientConnection.call} in version 2 of the wire
     * protocol: those with {@link dev.webshocket.RpcMethod}, under their names or aliases, of any visibility but private. They bind
     * their arguments and answer as methods of a server do: with a value, a {@code CompletionStage}, a {@code Stream} or a {@code
     * Flow.Publisher}, or by an {@link dev.webshocket.RpcStream} parameter. A thrown {@link dev.webshocket.RpcException} is passed to
     * the server; of other exceptions it is told an id that is logged.
     *
     * <p>Calls start in the order of arrival, on the threads of callbacks. A method that returns a value ends before the next one
     * starts, unless it waits for this client's own call. At most {@link #exposedCalls} run and wait.
     *
     * @param target the object; its methods must be safe for use by several threads if they wait, or return stages or streams
     * @return this; {@link #connect} throws {@link dev.webshocket.DefinitionException} if something cannot be exposed
     */
    public WebSocketClientBuilder expose(Object target) {
        exposedObjects.add(Objects.requireNonNull(target, "target"));
        return this;
    }

    /**
     * Exposes a function to the server, as {@link #expose(Object)} exposes methods.
     *
     * @param name the name that the server calls
     * @param function gets the positional arguments as plain values, such as {@link Packet#data} has, in an unmodifiable list;
     *     returns the result or a {@code CompletionStage} of it
     * @return this; {@link #connect} throws {@link dev.webshocket.DefinitionException} if it cannot be exposed
     */
    @SuppressWarnings("unchecked")
    public WebSocketClientBuilder expose(String name, Function<? super List<Object>, ?> function) {
        Objects.requireNonNull(function, "function");
        exposedFunctions.add(new ExposedFunction(name, null, arguments -> function.apply((List<Object>) arguments)));
        return this;
    }

    /**
     * Exposes a function of one argument to the server, as {@link #expose(Object)} exposes methods.
     *
     * @param <A> the argument's type
     * @param name the name that the server calls
     * @param type a class that JSON-B binds
     * @param function gets the only argument; returns the result or a {@code CompletionStage} of it
     * @return this; {@link #connect} throws {@link dev.webshocket.DefinitionException} if it cannot be exposed
     */
    @SuppressWarnings("unchecked")
    public <A> WebSocketClientBuilder expose(String name, Class<A> type, Function<? super A, ?> function) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(function, "function");
        exposedFunctions.add(new ExposedFunction(name, type, argument -> function.apply((A) argument)));
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
                credentials == null ? subprotocols : List.of(V2),
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
                credentials,
                sslContext,
                executor,
                proxy,
                authenticator,
                jsonbConfig,
                onReceive,
                onGap,
                onPresence,
                onReconnect,
                new Exposed(exposedObjects, exposedFunctions, exposedCalls),
                onState);
    }

    private static Map<String, String> joined(SortedMap<String, String> fixed, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(fixed);
        more.forEach((name, value) -> all.put(name, Objects.requireNonNull(value, name)));
        return all;
    }
}
