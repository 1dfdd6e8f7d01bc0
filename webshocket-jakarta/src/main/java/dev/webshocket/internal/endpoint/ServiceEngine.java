package dev.webshocket.internal.endpoint;

import dev.webshocket.Channels;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.channel.ChannelLimits;
import dev.webshocket.internal.channel.EngineChannels;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.concurrent.LimitedExecutor;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.model.ServiceModel;
import dev.webshocket.internal.rpc.FailureLog;
import dev.webshocket.internal.rpc.LaneBounds;
import dev.webshocket.internal.rpc.RpcDispatcher;
import dev.webshocket.internal.session.Refusal;
import dev.webshocket.internal.session.SessionBounds;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.spi.platform.ServiceEnvironment;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The services of one application and its connections. Safe for use by any thread. */
final class ServiceEngine implements WebshocketEngine {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** How long the disconnect callbacks may take after everything else has ended. */
    private static final Duration CALLBACKS = Duration.ofSeconds(10);

    private final ServiceEnvironment environment;
    private final List<Service> services;
    private final SortedSet<String> paths;
    private final Binding binding;
    private final Codec msgpack;
    private final Codec json;
    private final LaneBounds laneBounds;
    private final MemoryBudget memory;
    private final LinkThreads linkThreads;
    private final NetworkCounts networks = new NetworkCounts();
    private final SessionPeer sessionPeer = new SessionPeer();
    private final Map<Subprotocol, SessionBounds> sessionBounds = new EnumMap<>(Subprotocol.class);
    private final FailureLog failures;
    private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();
    private final ChannelLimits channelLimits;
    private final Channels channels;
    private final ScheduledFuture<?> keepAlive;
    private final CloseStatus goingAway;
    // Created early, because an application that has stopped may no longer be able to load classes.
    private final CloseReason notSetUp = JakartaLink.reason(ConnectionHandlers.NOT_SET_UP);
    private final CloseReason stopped;
    private volatile boolean closed;

    ServiceEngine(ServiceEnvironment environment, List<ServiceModel> models, Binding binding) {
        WebshocketSettings settings = environment.settings();
        this.environment = environment;
        this.binding = binding;
        this.msgpack = codec(Encoding.MSGPACK, models);
        this.json = codec(Encoding.JSON, models);
        this.laneBounds = new LaneBounds(settings.concurrentCalls(), settings.waitingCalls(), settings.waitingBytes());
        this.memory = MemoryBudget.ofHeap(
                settings.bufferedBytes(), environment.executors().upkeep());
        // Long messages have half of the threads for upkeep, so that closes always find one.
        this.linkThreads = new LinkThreads(
                environment.executors().upkeep(),
                new LimitedExecutor(environment.executors().upkeep(), Math.max(1, settings.workerThreads() / 2)));
        this.failures = new FailureLog(environment.log());
        this.services = models.stream()
                .map(model -> new Service(
                        model,
                        new RpcDispatcher(
                                model,
                                environment.scopes(),
                                environment.rateLimits(),
                                environment.interceptors(),
                                failures),
                        this))
                .toList();
        this.paths = Collections.unmodifiableSortedSet(
                new TreeSet<>(models.stream().map(ServiceModel::path).toList()));
        for (Subprotocol subprotocol : Subprotocol.values()) {
            sessionBounds.put(subprotocol, Service.bounds(settings, subprotocol));
        }
        this.channelLimits = ChannelLimits.of(settings);
        this.channels =
                new EngineChannels(environment.channels(), connections, paths, channelLimits, environment.log());
        this.goingAway = CloseStatus.goingAway(settings.retryAfter());
        this.stopped = JakartaLink.reason(goingAway);
        this.keepAlive = startKeepAlive(settings);
    }

    private Codec codec(Encoding encoding, List<ServiceModel> models) {
        WebshocketSettings settings = environment.settings();
        Set<String> methods = models.stream()
                .flatMap(model -> model.methods().keySet().stream())
                .collect(Collectors.toSet());
        return new Codec(encoding, binding, settings.maxNesting(), settings.maxMessageValues(), methods);
    }

    private ScheduledFuture<?> startKeepAlive(WebshocketSettings settings) {
        long period = Math.min(
                        settings.sendTimeout().toMillis(),
                        settings.messageTimeout().toMillis())
                / 4;
        if (!settings.pingInterval().isZero()) {
            period = Math.min(period, settings.pingInterval().toMillis() / 4);
        }
        period = Math.max(10, Math.min(1000, period));
        return environment
                .executors()
                .timer()
                .scheduleWithFixedDelay(this::checkConnections, period, period, TimeUnit.MILLISECONDS);
    }

    private void checkConnections() {
        long now = System.nanoTime();
        withEach(connection -> connection.check(now));
        memory.relieve();
        environment.log().report();
    }

    /** Runs an action for each connection, even if it fails for another one. */
    private void withEach(Consumer<ServerConnection> action) {
        for (ServerConnection connection : connections) {
            try {
                action.accept(connection);
            } catch (Throwable e) {
                notLookedAfter(connection, e);
            }
        }
    }

    private void notLookedAfter(ServerConnection connection, Throwable failure) {
        try {
            environment
                    .log()
                    .failure(
                            Level.WARNING,
                            "WEBSHOCKET-0203: a connection could not be looked after",
                            failure,
                            id -> connection + ", error " + id);
        } catch (Throwable e) {
            // Logging may need the memory that is missing, but the other connections must still be checked.
        }
    }

    ServiceEnvironment environment() {
        return environment;
    }

    Codec msgpack() {
        return msgpack;
    }

    Codec json() {
        return json;
    }

    LaneBounds laneBounds() {
        return laneBounds;
    }

    MemoryBudget memory() {
        return memory;
    }

    /** Returns the executors of the links. */
    LinkThreads linkThreads() {
        return linkThreads;
    }

    /** Returns the bounds of the sessions of a subprotocol. */
    SessionBounds sessionBounds(Subprotocol subprotocol) {
        return sessionBounds.get(subprotocol);
    }

    /** Returns what finds the addresses of clients. */
    SessionPeer sessionPeer() {
        return sessionPeer;
    }

    FailureLog failures() {
        return failures;
    }

    ChannelLimits channelLimits() {
        return channelLimits;
    }

    /** Adds a connection; returns the status to close it with at once, empty if it may stay. */
    Optional<CloseStatus> admit(ServerConnection connection) {
        connections.add(connection);
        int ofAddress = networks.enter(Optional.ofNullable(connection.arrival().address()));
        // Checked after the connection has been added: either close() sees it, or the end of the engine is seen here.
        if (closed) {
            return Optional.of(goingAway);
        }
        WebshocketSettings settings = environment.settings();
        if (isOver(connections.size(), settings.maxConnections())) {
            return Optional.of(Refusal.TOO_MANY_CONNECTIONS.status());
        }
        return isOver(ofAddress, settings.connectionsPerAddress())
                ? Optional.of(Refusal.TOO_MANY_OF_ADDRESS.status())
                : Optional.empty();
    }

    /** Zero is no bound. */
    private static boolean isOver(int count, int bound) {
        return bound != 0 && count > bound;
    }

    /**
     * Returns the close status of a session whose connection failed to begin; while the application stops, that is the
     * reason.
     */
    CloseReason cannotOpen() {
        return closed ? stopped : notSetUp;
    }

    /** Removes a connection that has ended completely. */
    void forget(ServerConnection connection) {
        if (connections.remove(connection)) {
            networks.leave(Optional.ofNullable(connection.arrival().address()));
        }
        if (connections.isEmpty()) {
            synchronized (connections) {
                connections.notifyAll();
            }
        }
    }

    @Override
    public SortedSet<String> paths() {
        return paths;
    }

    @Override
    public void register(ServerContainer container) throws DeploymentException {
        new EndpointRegistrar(container).register(services);
    }

    @Override
    public int connections() {
        return connections.size();
    }

    @Override
    public long bufferedBytes() {
        return memory.held();
    }

    @Override
    public Channels channels() {
        return channels;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        withEach(connection -> connection.retire(goingAway));
        awaitNoConnections(environment.settings().shutdownGrace());
        keepAlive.cancel(false);
        withEach(connection -> connection.cutOff(goingAway));
        awaitNoConnections(CALLBACKS);
        closeBinding();
    }

    /** Releases the application's adapters and the beans injected into them, after the last callback. */
    private void closeBinding() {
        try {
            binding.close();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "WEBSHOCKET-0207: the JSON-B of the application could not be closed", e);
        }
    }

    private void awaitNoConnections(Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        synchronized (connections) {
            try {
                for (long left = most.toMillis();
                        !connections.isEmpty() && left > 0;
                        left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())) {
                    connections.wait(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
