package dev.webshocket.spi.platform;

import dev.webshocket.ChannelRules;
import dev.webshocket.PresenceChange;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.ChannelRegistry;
import dev.webshocket.spi.extension.Cluster;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.PresenceStore;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.SessionStates;
import dev.webshocket.spi.extension.SessionStore;
import jakarta.json.bind.JsonbConfig;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything that a platform provides to the engine. {@link #builder} makes it. Immutable.
 *
 * @param application separates applications that share stores: the context path of a web application without its slash, or "default"
 * @param handlers the classes with {@link dev.webshocket.WebSocketHandler}
 * @param instances provides the instances of these classes
 * @param scopes provides the scopes around their calls
 * @param contexts carries the context of the handshake to the calls
 * @param observer observes the start and the end of connections
 * @param states stores the connections' attributes
 * @param rules provides the instances of access rules
 * @param rateLimits counts the calls of methods that have a {@link dev.webshocket.RateLimit}
 * @param interceptors the interceptors of calls, the outermost first
 * @param credentials checks the credentials that clients send over the connection; null to refuse all
 * @param executors runs the calls; the platform shuts it down after the engine
 * @param settings the settings
 * @param jsonb configures the binding of all types in both encodings; annotations on a type override it; read once
 * @param channels stores the subscriptions
 * @param channelRules which channels keep messages, and which know who is there
 * @param messages keeps the messages of channels with history; null for a log in memory, which the engine makes and closes
 * @param presence stores who is present in channels
 * @param presenceObserver learns who comes to channels with presence and leaves them, in batches, one at a time; null for nobody
 * @param sessions stores what another server needs to take sessions up; null for none, so that sessions end with the engine
 * @param cluster the other servers of the application; null if there are none. The platform closes it after the engine
 * @param log the log for events that clients can cause
 * @param started called with the engine as soon as it has been created, before its first connection
 */
public record ServiceEnvironment(
        String application,
        List<Class<?>> handlers,
        HandlerInstances instances,
        CallScopes scopes,
        CallContexts contexts,
        ConnectionObserver observer,
        SessionStates states,
        RuleInstances rules,
        RateLimitBuckets rateLimits,
        List<CallInterceptor> interceptors,
        CredentialCheck credentials,
        CallExecutors executors,
        WebshocketSettings settings,
        JsonbConfig jsonb,
        ChannelRegistry channels,
        ChannelRules channelRules,
        MessageLog messages,
        PresenceStore presence,
        Consumer<? super PresenceChange> presenceObserver,
        SessionStore sessions,
        Cluster cluster,
        SampledLog log,
        Consumer<? super WebshocketEngine> started) {

    /**
     * Makes an environment. Prefer {@link #builder}.
     *
     * @throws NullPointerException if a component is null that may not be
     */
    public ServiceEnvironment {
        handlers = List.copyOf(handlers);
        interceptors = List.copyOf(interceptors);
        Stream.of(application, instances, scopes, contexts, observer, states, rules, rateLimits, executors)
                .forEach(Objects::requireNonNull);
        Stream.of(settings, jsonb, channels, channelRules, presence, log, started)
                .forEach(Objects::requireNonNull);
    }

    /**
     * Returns a builder with the parts that have no default.
     *
     * @param handlers the classes with {@link dev.webshocket.WebSocketHandler}
     * @param instances provides the instances of these classes
     * @param executors runs the calls; the platform shuts it down after the engine
     * @return a builder, for use by one thread
     */
    public static Builder builder(List<Class<?>> handlers, HandlerInstances instances, CallExecutors executors) {
        return new Builder(handlers, instances, executors);
    }

    /** Builds an environment. By default stores are in memory, and the optional parts do nothing. For one thread. */
    public static final class Builder {

        private final List<Class<?>> handlers;
        private final HandlerInstances instances;
        private final CallExecutors executors;
        private String application = "default";
        private CallScopes scopes = CallScopes.NONE;
        private CallContexts contexts = CallContexts.NONE;
        private ConnectionObserver observer = ConnectionObserver.NONE;
        private SessionStates states;
        private RuleInstances rules = RuleInstances.CONSTRUCTED;
        private RateLimitBuckets rateLimits;
        private List<CallInterceptor> interceptors = List.of();
        private CredentialCheck credentials;
        private WebshocketSettings settings;
        private JsonbConfig jsonb;
        private ChannelRegistry channels;
        private ChannelRules channelRules;
        private MessageLog messages;
        private PresenceStore presence;
        private Consumer<? super PresenceChange> presenceObserver;
        private SessionStore sessions;
        private Cluster cluster;
        private SampledLog log;
        private Consumer<? super WebshocketEngine> started = engine -> {};

        private Builder(List<Class<?>> handlers, HandlerInstances instances, CallExecutors executors) {
            this.handlers = handlers;
            this.instances = instances;
            this.executors = executors;
        }

        /**
         * Sets what separates the application from others that share stores with it.
         *
         * @param given the context path of a web application without its slash; "default" by default
         * @return this
         */
        public Builder application(String given) {
            application = given;
            return this;
        }

        /**
         * Sets the provider of scopes around calls.
         *
         * @param given {@link CallScopes#NONE} by default
         * @return this
         */
        public Builder scopes(CallScopes given) {
            scopes = given;
            return this;
        }

        /**
         * Sets what carries the context of the handshake to the calls.
         *
         * @param given {@link CallContexts#NONE} by default
         * @return this
         */
        public Builder contexts(CallContexts given) {
            contexts = given;
            return this;
        }

        /**
         * Sets the observer of connections.
         *
         * @param given {@link ConnectionObserver#NONE} by default
         * @return this
         */
        public Builder observer(ConnectionObserver given) {
            observer = given;
            return this;
        }

        /**
         * Sets the store of the connections' attributes.
         *
         * @param given {@link SessionStates#inMemory} by default
         * @return this
         */
        public Builder states(SessionStates given) {
            states = given;
            return this;
        }

        /**
         * Sets the provider of access rules.
         *
         * @param given {@link RuleInstances#CONSTRUCTED} by default
         * @return this
         */
        public Builder rules(RuleInstances given) {
            rules = given;
            return this;
        }

        /**
         * Sets the counter of calls for rate limits.
         *
         * @param given by default {@link RateLimitBuckets#inMemory(int)} with {@link
         *     WebshocketSettings#maxRateLimitBuckets()}
         * @return this
         */
        public Builder rateLimits(RateLimitBuckets given) {
            rateLimits = given;
            return this;
        }

        /**
         * Sets the interceptors of calls.
         *
         * @param given the outermost first; none by default
         * @return this
         */
        public Builder interceptors(List<? extends CallInterceptor> given) {
            interceptors = List.copyOf(given);
            return this;
        }

        /**
         * Sets the check of credentials that clients send over the connection.
         *
         * @param given null, the default, to refuse every credential
         * @return this
         */
        public Builder credentials(CredentialCheck given) {
            credentials = given;
            return this;
        }

        /**
         * Sets the settings.
         *
         * @param given {@link WebshocketSettings#defaults()} by default
         * @return this
         */
        public Builder settings(WebshocketSettings given) {
            settings = given;
            return this;
        }

        /**
         * Sets the configuration of the binding of all types in both encodings.
         *
         * @param given a {@link JsonbConfig} without properties by default
         * @return this
         */
        public Builder jsonb(JsonbConfig given) {
            jsonb = given;
            return this;
        }

        /**
         * Sets the store of subscriptions.
         *
         * @param given {@link ChannelRegistry#inMemory} by default
         * @return this
         */
        public Builder channels(ChannelRegistry given) {
            channels = given;
            return this;
        }

        /**
         * Sets the rules of channels.
         *
         * @param given {@link ChannelRules#none} by default
         * @return this
         */
        public Builder channelRules(ChannelRules given) {
            channelRules = given;
            return this;
        }

        /**
         * Sets the log of the messages of channels with history.
         *
         * @param given closed by its owner, after the engine; null, the default, for that of the cluster, else {@link
         *     MessageLog#inMemory} with {@link WebshocketSettings#historyBytes()}, which the engine makes and closes
         * @return this
         */
        public Builder messages(MessageLog given) {
            messages = given;
            return this;
        }

        /**
         * Sets the store of who is present in channels.
         *
         * @param given {@link PresenceStore#inMemory} by default
         * @return this
         */
        public Builder presence(PresenceStore given) {
            presence = given;
            return this;
        }

        /**
         * Sets what learns who comes to channels with presence and leaves them. It runs on a thread for calls, in the context that
         * the engine was made in; exceptions are logged.
         *
         * @param given null, the default, for nobody
         * @return this
         */
        public Builder presenceObserver(Consumer<? super PresenceChange> given) {
            presenceObserver = given;
            return this;
        }

        /**
         * Sets the store by which other servers take sessions up. The engine does not close it.
         *
         * @param given null, the default, for none
         * @return this
         */
        public Builder sessions(SessionStore given) {
            sessions = given;
            return this;
        }

        /**
         * Sets the other servers of the application, whose parts stand in for those that are not given here.
         *
         * @param given null, the default, for none
         * @return this
         */
        public Builder cluster(Cluster given) {
            cluster = given;
            return this;
        }

        /**
         * Sets the log for events that clients can cause. The engine calls its {@link SampledLog#report}.
         *
         * @param given a new {@link SampledLog} by default
         * @return this
         */
        public Builder log(SampledLog given) {
            log = given;
            return this;
        }

        /**
         * Sets what is called with the engine as soon as it has been created, before its first connection.
         *
         * @param given does nothing by default
         * @return this
         */
        public Builder started(Consumer<? super WebshocketEngine> given) {
            started = given;
            return this;
        }

        /**
         * Builds the environment.
         *
         * @return an immutable record
         * @throws NullPointerException if a part without a default is null
         */
        public ServiceEnvironment build() {
            WebshocketSettings bounds = settings == null ? WebshocketSettings.defaults() : settings;
            RateLimitBuckets buckets = orShared(rateLimits, Cluster::rateLimits);
            PresenceStore members = orShared(presence, Cluster::presence);
            return new ServiceEnvironment(
                    application,
                    handlers,
                    instances,
                    scopes,
                    contexts,
                    observer,
                    states == null ? SessionStates.inMemory() : states,
                    rules,
                    buckets == null ? RateLimitBuckets.inMemory(bounds.maxRateLimitBuckets()) : buckets,
                    interceptors,
                    credentials,
                    executors,
                    bounds,
                    jsonb == null ? new JsonbConfig() : jsonb,
                    channels == null ? ChannelRegistry.inMemory() : channels,
                    channelRules == null ? ChannelRules.none() : channelRules,
                    orShared(messages, Cluster::messages),
                    members == null ? PresenceStore.inMemory() : members,
                    presenceObserver,
                    orShared(sessions, Cluster::sessions),
                    cluster,
                    log == null ? new SampledLog() : log,
                    started);
        }

        /** Returns what was given, or else what all servers share; null if there is neither. */
        private <T> T orShared(T given, Function<Cluster, T> part) {
            return given != null || cluster == null ? given : part.apply(cluster);
        }
    }
}
