package dev.webshocket.spi.platform;

import dev.webshocket.Channels;
import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import jakarta.json.bind.JsonbConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedSet;

/**
 * The services of one application: answers what comes in over the endpoints that it registers. Safe for use by any
 * thread.
 */
public interface WebshocketEngine extends AutoCloseable {

    /**
     * Makes the services of an application.
     *
     * @param environment what the platform gives
     * @return the engine, with no endpoint registered yet
     * @throws DefinitionException if a handler cannot be served; it lists all that is wrong
     */
    static WebshocketEngine create(ServiceEnvironment environment) {
        WebshocketEngine engine = Provider.load().create(environment);
        environment.started().accept(engine);
        return engine;
    }

    /**
     * Looks for mistakes in handlers without making anything. What only shows when an access rule is made is left to
     * {@link #create}.
     *
     * @param handlers the classes with {@link dev.webshocket.WebSocketHandler}
     * @return all mistakes, in the order of the classes; empty where the handlers can be served
     */
    static List<DefinitionProblem> check(List<Class<?>> handlers) {
        return check(handlers, RuleInstances.CONSTRUCTED, new JsonbConfig());
    }

    /**
     * Looks for mistakes in handlers, as {@link #check(List)} does, where rules are not made by their constructors.
     *
     * @param handlers the classes with {@link dev.webshocket.WebSocketHandler}
     * @param rules asked for faults only
     * @param jsonb what holds for all types; where that is wrong, only what is wrong with it is returned
     * @return all mistakes, in the order of the classes; empty where the handlers can be served
     */
    static List<DefinitionProblem> check(List<Class<?>> handlers, RuleInstances rules, JsonbConfig jsonb) {
        return Provider.load().check(handlers, rules, jsonb);
    }

    /**
     * Returns where the services are.
     *
     * @return the paths of the endpoints, sorted; unmodifiable
     */
    SortedSet<String> paths();

    /**
     * Registers one endpoint for each path.
     *
     * @param container where to; it must still accept endpoints
     * @throws DeploymentException if the container refuses one, for instance since the path is taken
     */
    void register(ServerContainer container) throws DeploymentException;

    /**
     * Returns how many clients are connected.
     *
     * @return the number of connections that have opened and whose disconnect callbacks have not ended
     */
    int connections();

    /**
     * Returns how many bytes all connections hold together, which {@link
     * dev.webshocket.WebshocketSettings#bufferedBytes()} bounds.
     *
     * @return bytes of messages that are being received, of calls that wait or run, and of what waits to be sent
     */
    long bufferedBytes();

    /**
     * Returns what sends to many connections of this application.
     *
     * @return the channels of all endpoints; with no connections, as after {@link #close}, they have no effect
     */
    Channels channels();

    /**
     * Ends every connection with 1001: one without running calls at once, another one when they have ended and their answers
     * have been sent, or after {@link dev.webshocket.WebshocketSettings#shutdownGrace()}, when what still runs is
     * interrupted. Calls that wait, and those that come, are not run. Waits for the disconnect callbacks, at most 10 seconds
     * longer than that. The reason ends with {@code retry-after=} and the seconds of {@link
     * dev.webshocket.WebshocketSettings#retryAfter()}, where these are not zero. Called again it does nothing.
     */
    @Override
    void close();

    /** Makes engines; found by {@link ServiceLoader}, so that this package knows nothing of what is below it. */
    interface Provider {

        /**
         * Makes the services of an application.
         *
         * @param environment what the platform gives
         * @return the engine
         * @throws DefinitionException if a handler cannot be served
         */
        WebshocketEngine create(ServiceEnvironment environment);

        /**
         * Looks for mistakes in handlers.
         *
         * @param handlers the classes
         * @param rules asked for faults only
         * @param jsonb what holds for all types
         * @return all mistakes
         */
        List<DefinitionProblem> check(List<Class<?>> handlers, RuleInstances rules, JsonbConfig jsonb);

        private static Provider load() {
            // The class loader of this jar, not the thread's: two applications on one server must not meet.
            return ServiceLoader.load(Provider.class, Provider.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("webshocket-jakarta is not whole: no engine in it"));
        }
    }
}
