package dev.webshocket.internal.endpoint;

import dev.webshocket.Channels;
import dev.webshocket.ClusterState;
import dev.webshocket.Connections;
import dev.webshocket.ServiceDescription;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.channel.EngineConnections;
import dev.webshocket.internal.cluster.ServerQuestions;
import dev.webshocket.internal.cluster.SingleServer;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.concurrent.LimitedExecutor;
import dev.webshocket.internal.credential.CredentialChecks;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.live.CallMeter;
import dev.webshocket.internal.live.LiveFeed;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.model.ServiceModel;
import dev.webshocket.internal.rpc.ClientCallBounds;
import dev.webshocket.internal.rpc.FailureLog;
import dev.webshocket.internal.rpc.LaneBounds;
import dev.webshocket.internal.rpc.RpcDispatcher;
import dev.webshocket.internal.session.SessionBounds;
import dev.webshocket.internal.session.SessionTerms;
import dev.webshocket.internal.session.SessionTerms.Side;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.platform.ServiceEnvironment;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The services of one application and its connections. Safe for use by any thread. */
final class ServiceEngine implements WebshocketEngine {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** How long the disconnect callbacks may take after everything else has ended. */
    private static final Duration CALLBACKS = Duration.ofSeconds(10);

    /** How many threads may check credentials at a time if connections have no bound. */
    private static final int MOST_CHECKS = 10_000;

    /** So that those who are there are served while many arrive at once. */
    private static final int HALF_OF_THE_PROCESSORS =
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final ServiceEnvironment environment;
    private final List<Service> services;
    private final SortedSet<String> paths;
    private final Binding binding;
    private final ServiceDescription description;
    private final ClientCallBounds clientCallBounds;
    private final Map<Subprotocol, Codec> codecs = new EnumMap<>(Subprotocol.class);
    private final LaneBounds laneBounds;
    private final MemoryBudget memory;
    private final LinkThreads linkThreads;
    private final Executor arrivals;
    private final SessionPeer sessionPeer = new SessionPeer();
    private final Map<Subprotocol, SessionBounds> sessionBounds = new EnumMap<>(Subprotocol.class);
    private final FailureLog failures;
    private final CredentialChecks credentials;
    private final ConnectionRegistry registry;
    private final SessionTerms terms;
    /** Null if sessions end with this engine. */
    private final StoredSessions storedSessions;

    private final SecureRandom random = new SecureRandom();
    private final EngineMessaging messaging;
    private final Connections clients;
    private final ClusterState cluster;
    /** Null if nobody may watch. */
    private final LiveFeed live;

    private final ScheduledFuture<?> keepAlive;
    private final GoingAway goingAway;
    // Created early, because an application that has stopped may no longer be able to load classes.
    private final CloseReason notSetUp = JakartaLink.reason(ConnectionHandlers.NOT_SET_UP);

    ServiceEngine(
            ServiceEnvironment environment,
            List<ServiceModel> models,
            Binding binding,
            ServiceDescription description) {
        WebshocketSettings settings = environment.settings();
        this.environment = environment;
        this.binding = binding;
        this.description = description;
        this.clientCallBounds = new ClientCallBounds(
                settings.clientCalls(), settings.outboundBytes(), settings.clientCallTimeout(), binding);
        this.laneBounds = new LaneBounds(settings.concurrentCalls(), settings.waitingCalls(), settings.waitingBytes());
        this.memory = MemoryBudget.ofHeap(
                settings.bufferedBytes(), environment.executors().upkeep());
        // Long messages have half of the threads for upkeep, so that closes always find one.
        this.linkThreads = new LinkThreads(
                environment.executors().upkeep(),
                new LimitedExecutor(environment.executors().upkeep(), Math.max(1, settings.workerThreads() / 2)));
        this.arrivals = new LimitedExecutor(environment.executors().upkeep(), HALF_OF_THE_PROCESSORS);
        this.failures = new FailureLog(environment.log());
        this.credentials = new CredentialChecks(
                environment.credentials(),
                environment.scopes(),
                environment.executors(),
                environment.log(),
                settings.credentialTimeout(),
                settings.maxConnections() == 0 ? MOST_CHECKS : settings.maxConnections());
        this.paths = Collections.unmodifiableSortedSet(
                new TreeSet<>(models.stream().map(ServiceModel::path).toList()));
        for (Subprotocol subprotocol : Subprotocol.values()) {
            sessionBounds.put(subprotocol, Service.bounds(settings, subprotocol));
            codecs.put(subprotocol, codec(subprotocol, models));
        }
        this.cluster = cluster(environment.cluster());
        this.goingAway = new GoingAway(settings.retryAfter(), cluster);
        this.registry = new ConnectionRegistry(settings, goingAway);
        this.terms =
                new SessionTerms(Side.SERVER, seconds(settings.sessionKeep()), seconds(settings.pingInterval()), false);
        this.storedSessions = StoredSessions.of(environment, terms.keep());
        this.messaging = new EngineMessaging(environment, registry, paths, binding, codecs, terms.keep(), arrivals);
        ServerQuestions questions = new ServerQuestions(
                environment.cluster() == null ? null : environment.cluster().servers(),
                cluster.server(),
                registry,
                binding,
                environment.log());
        this.clients = new EngineConnections(registry, paths, questions::connections);
        this.live = LiveFeed.of(environment, clients, messaging.channels());
        CallMeter meter = live == null ? CallMeter.NONE : live.meter();
        this.services = models.stream()
                .map(model -> new Service(
                        model,
                        new RpcDispatcher(
                                model,
                                environment.scopes(),
                                environment.rateLimits(),
                                environment.interceptors(),
                                failures,
                                meter),
                        this))
                .toList();
        this.keepAlive = startKeepAlive(settings);
    }

    private Codec codec(Subprotocol subprotocol, List<ServiceModel> models) {
        WebshocketSettings settings = environment.settings();
        Set<String> methods = models.stream()
                .flatMap(model -> model.methods().keySet().stream())
                .collect(Collectors.toSet());
        return new Codec(
                subprotocol.encoding(),
                binding,
                settings.maxNesting(),
                settings.maxMessageValues(),
                methods,
                subprotocol.version());
    }

    private static ClusterState cluster(Cluster given) {
        return given == null ? new SingleServer(UUID.randomUUID().toString()) : given.state();
    }

    /** The protocol has whole seconds. */
    private static Duration seconds(Duration duration) {
        return Duration.ofSeconds(duration.plusNanos(999_999_999).toSeconds());
    }

    private ScheduledFuture<?> startKeepAlive(WebshocketSettings settings) {
        long period = Math.min(
                        settings.sendTimeout().toMillis(),
                        settings.messageTimeout().toMillis())
                / 4;
        if (!settings.pingInterval().isZero()) {
            period = Math.min(period, settings.pingInterval().toMillis() / 4);
        }
        period = Math.max(10, Math.min(500, period));
        return environment
                .executors()
                .timer()
                .scheduleWithFixedDelay(this::checkConnections, period, period, TimeUnit.MILLISECONDS);
    }

    private void checkConnections() {
        long now = System.nanoTime();
        withEach(registry.pending(), socket -> socket.check(now));
        withEach(registry.all(), connection -> connection.check(now));
        memory.relieve();
        environment.log().report();
        messaging.forgetExpired();
    }

    /** Runs an action for each connection or socket, even if it fails for another one. */
    private <T> void withEach(Collection<T> all, Consumer<T> action) {
        for (T each : all) {
            try {
                action.accept(each);
            } catch (Throwable e) {
                notLookedAfter(each, e);
            }
        }
    }

    private void notLookedAfter(Object connection, Throwable failure) {
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

    ClientCallBounds clientCallBounds() {
        return clientCallBounds;
    }

    Codec codec(Subprotocol subprotocol) {
        return codecs.get(subprotocol);
    }

    ConnectionRegistry registry() {
        return registry;
    }

    /**
     * Returns how sessions outlive their links.
     *
     * @param canSuspend whether the links can stop reading
     */
    SessionTerms terms(boolean canSuspend) {
        return new SessionTerms(terms.side(), terms.keep(), terms.beat(), canSuspend);
    }

    /** Returns the sessions that servers hand over to each other; null if sessions end with this engine. */
    StoredSessions storedSessions() {
        return storedSessions;
    }

    /** Returns what makes secrets. */
    SecureRandom random() {
        return random;
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

    /** Returns what opens and resumes connections and lets them catch up, in short tasks. */
    Executor arrivals() {
        return arrivals;
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

    /** Returns what checks the credentials of all connections. */
    CredentialChecks credentials() {
        return credentials;
    }

    /** Returns how the application is doing; null if it has no handler that tells of it. */
    LiveFeed live() {
        return live;
    }

    /** Returns the channels, and what is behind them. */
    EngineMessaging messaging() {
        return messaging;
    }

    /**
     * Returns the close status of a session whose connection failed to begin; while the application stops, that is the
     * reason.
     */
    CloseReason cannotOpen() {
        return registry.isClosed() ? goingAway.reason() : notSetUp;
    }

    @Override
    public SortedSet<String> paths() {
        return paths;
    }

    @Override
    public ServiceDescription description() {
        return description;
    }

    @Override
    public void register(ServerContainer container) throws DeploymentException {
        new EndpointRegistrar(container, environment.contexts()).register(services);
    }

    @Override
    public int connections() {
        return registry.all().size();
    }

    @Override
    public long bufferedBytes() {
        return memory.held();
    }

    @Override
    public Channels channels() {
        return messaging.channels();
    }

    @Override
    public Connections clients() {
        return clients;
    }

    @Override
    public ClusterState cluster() {
        return cluster;
    }

    @Override
    public void close() {
        if (!registry.close()) {
            return;
        }
        if (live != null) {
            live.close();
        }
        CloseStatus status = goingAway.status();
        withEach(registry.pending(), socket -> socket.refuse(status));
        withEach(registry.all(), connection -> connection.retire(status));
        registry.awaitNone(environment.settings().shutdownGrace());
        keepAlive.cancel(false);
        withEach(registry.all(), connection -> connection.cutOff(status));
        registry.awaitNone(CALLBACKS);
        messaging.close();
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
}
