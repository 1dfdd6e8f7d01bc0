package dev.webshocket.spi.platform;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.ChannelRegistry;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.SessionStates;
import jakarta.json.bind.JsonbConfig;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a platform gives the engine; {@link #builder} makes it.
 *
 * @param handlers the classes with {@link dev.webshocket.WebSocketHandler}
 * @param instances gives their instances
 * @param scopes surrounds their calls
 * @param contexts takes the context of the handshake along to the calls
 * @param observer is told of connections
 * @param states keeps the connections' attributes
 * @param rules gives the access rules of {@link dev.webshocket.Requires}
 * @param rateLimits counts the calls of methods with a {@link dev.webshocket.RateLimit}
 * @param interceptors surround each call, the first outermost
 * @param executors runs the calls; it stays the platform's, which ends it after the engine
 * @param settings the bounds
 * @param jsonb what holds for all types in either encoding, where their annotations say nothing else; read once
 * @param channels knows who has subscribed to what
 * @param log takes what others can cause as often as they like
 * @param started told of the engine as soon as it is made, before it has any connection
 */
public record ServiceEnvironment(
        List<Class<?>> handlers,
        HandlerInstances instances,
        CallScopes scopes,
        CallContexts contexts,
        ConnectionObserver observer,
        SessionStates states,
        RuleInstances rules,
        RateLimitBuckets rateLimits,
        List<CallInterceptor> interceptors,
        CallExecutors executors,
        WebshocketSettings settings,
        JsonbConfig jsonb,
        ChannelRegistry channels,
        SampledLog log,
        Consumer<? super WebshocketEngine> started) {

    /**
     * Makes an environment; {@link #builder} reads better.
     *
     * @throws NullPointerException if one is null
     */
    public ServiceEnvironment {
        handlers = List.copyOf(handlers);
        Objects.requireNonNull(instances, "instances");
        Objects.requireNonNull(scopes, "scopes");
        Objects.requireNonNull(contexts, "contexts");
        Objects.requireNonNull(observer, "observer");
        Objects.requireNonNull(states, "states");
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(rateLimits, "rateLimits");
        interceptors = List.copyOf(interceptors);
        Objects.requireNonNull(executors, "executors");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(jsonb, "jsonb");
        Objects.requireNonNull(channels, "channels");
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(started, "started");
    }

    /**
     * Starts from what every platform must say itself.
     *
     * @param handlers the classes with {@link dev.webshocket.WebSocketHandler}
     * @param instances gives their instances
     * @param executors runs the calls; the platform ends it after the engine
     * @return a builder, for one thread
     */
    public static Builder builder(List<Class<?>> handlers, HandlerInstances instances, CallExecutors executors) {
        return new Builder(handlers, instances, executors);
    }

    /** Collects what a platform gives; what it does not is kept in memory and does nothing more. */
    public static final class Builder {

        private final List<Class<?>> handlers;
        private final HandlerInstances instances;
        private final CallExecutors executors;
        private CallScopes scopes = CallScopes.NONE;
        private CallContexts contexts = CallContexts.NONE;
        private ConnectionObserver observer = ConnectionObserver.NONE;
        private SessionStates states;
        private RuleInstances rules = RuleInstances.CONSTRUCTED;
        private RateLimitBuckets rateLimits;
        private List<CallInterceptor> interceptors = List.of();
        private WebshocketSettings settings;
        private JsonbConfig jsonb;
        private ChannelRegistry channels;
        private SampledLog log;
        private Consumer<? super WebshocketEngine> started = engine -> {};

        private Builder(List<Class<?>> handlers, HandlerInstances instances, CallExecutors executors) {
            this.handlers = handlers;
            this.instances = instances;
            this.executors = executors;
        }

        /**
         * Sets what surrounds calls.
         *
         * @param given nothing by default
         * @return this
         */
        public Builder scopes(CallScopes given) {
            scopes = given;
            return this;
        }

        /**
         * Sets what takes the context of the handshake along to the calls.
         *
         * @param given {@link CallContexts#NONE} by default
         * @return this
         */
        public Builder contexts(CallContexts given) {
            contexts = given;
            return this;
        }

        /**
         * Sets who is told of connections.
         *
         * @param given {@link ConnectionObserver#NONE} by default
         * @return this
         */
        public Builder observer(ConnectionObserver given) {
            observer = given;
            return this;
        }

        /**
         * Sets what keeps the connections' attributes.
         *
         * @param given {@link SessionStates#inMemory} by default
         * @return this
         */
        public Builder states(SessionStates given) {
            states = given;
            return this;
        }

        /**
         * Sets what gives the access rules.
         *
         * @param given {@link RuleInstances#CONSTRUCTED} by default
         * @return this
         */
        public Builder rules(RuleInstances given) {
            rules = given;
            return this;
        }

        /**
         * Sets what counts calls.
         *
         * @param given {@link RateLimitBuckets#inMemory(int)} of the size in the settings by default
         * @return this
         */
        public Builder rateLimits(RateLimitBuckets given) {
            rateLimits = given;
            return this;
        }

        /**
         * Sets what surrounds each call.
         *
         * @param given the first is the outermost; none by default
         * @return this
         */
        public Builder interceptors(List<? extends CallInterceptor> given) {
            interceptors = List.copyOf(given);
            return this;
        }

        /**
         * Sets the bounds.
         *
         * @param given {@link WebshocketSettings#defaults()} by default
         * @return this
         */
        public Builder settings(WebshocketSettings given) {
            settings = given;
            return this;
        }

        /**
         * Sets what holds for all types in either encoding.
         *
         * @param given a {@link JsonbConfig} without properties by default
         * @return this
         */
        public Builder jsonb(JsonbConfig given) {
            jsonb = given;
            return this;
        }

        /**
         * Sets what knows who has subscribed to what.
         *
         * @param given {@link ChannelRegistry#inMemory} by default
         * @return this
         */
        public Builder channels(ChannelRegistry given) {
            channels = given;
            return this;
        }

        /**
         * Sets the log for what others can cause as often as they like; the engine makes it {@linkplain SampledLog#report
         * report}.
         *
         * @param given a {@link SampledLog} of its own by default
         * @return this
         */
        public Builder log(SampledLog given) {
            log = given;
            return this;
        }

        /**
         * Sets what is told of the engine as soon as it is made, before it has any connection.
         *
         * @param given nobody by default
         * @return this
         */
        public Builder started(Consumer<? super WebshocketEngine> given) {
            started = given;
            return this;
        }

        /**
         * Makes the environment.
         *
         * @return an immutable record
         * @throws NullPointerException if what every platform must say is null
         */
        public ServiceEnvironment build() {
            WebshocketSettings bounds = settings == null ? WebshocketSettings.defaults() : settings;
            return new ServiceEnvironment(
                    handlers,
                    instances,
                    scopes,
                    contexts,
                    observer,
                    states == null ? SessionStates.inMemory() : states,
                    rules,
                    rateLimits == null ? RateLimitBuckets.inMemory(bounds.maxRateLimitBuckets()) : rateLimits,
                    interceptors,
                    executors,
                    bounds,
                    jsonb == null ? new JsonbConfig() : jsonb,
                    channels == null ? ChannelRegistry.inMemory() : channels,
                    log == null ? new SampledLog() : log,
                    started);
        }
    }
}
