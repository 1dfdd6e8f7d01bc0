package dev.webshocket.spi.platform;

import dev.webshocket.ChannelRules;
import dev.webshocket.Channels;
import dev.webshocket.ClusterState;
import dev.webshocket.Connections;
import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.ServiceDescription;
import dev.webshocket.WebshocketSettings;
import jakarta.json.bind.JsonbConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedSet;

/**
 * Runs the services of one application: registers their endpoints and handles the connections to them. Safe for use by
 * any thread.
 */
public interface WebshocketEngine extends AutoCloseable {

    /**
     * Creates the engine of an application.
     *
     * @param environment the parts that the platform provides
     * @return the engine; it has registered no endpoint yet
     * @throws DefinitionException if there are mistakes in handlers; it lists all of them
     */
    static WebshocketEngine create(ServiceEnvironment environment) {
        WebshocketEngine engine = Provider.load().create(environment);
        environment.started().accept(engine);
        return engine;
    }

    /**
     * Checks handlers without creating an engine. It does not instantiate access rules, so only {@link #create} finds
     * mistakes that an instance reports.
     *
     * @param handlers the classes with {@link dev.webshocket.WebSocketHandler}
     * @return all mistakes, in the order of the classes; empty if there are none
     */
    static List<DefinitionProblem> check(List<Class<?>> handlers) {
        return check(handlers, RuleInstances.CONSTRUCTED, new JsonbConfig());
    }

    /**
     * Checks handlers as {@link #check(List)} does, for a platform with its own access rules and binding.
     *
     * @param handlers the classes with {@link dev.webshocket.WebSocketHandler}
     * @param rules only its {@link RuleInstances#fault} is called
     * @param jsonb configures the binding of all types; if it is invalid, only its mistakes are returned
     * @return all mistakes, in the order of the classes; empty if there are none
     */
    static List<DefinitionProblem> check(List<Class<?>> handlers, RuleInstances rules, JsonbConfig jsonb) {
        return Provider.load().check(handlers, rules, jsonb);
    }

    /**
     * Describes services without creating an engine, for tools. It neither instantiates handlers and access rules nor opens a socket.
     *
     * @param handlers the classes with {@link dev.webshocket.WebSocketHandler}
     * @param jsonb configures the binding of all types
     * @param settings the title and the version, and whether unknown members are refused
     * @return the description of all paths
     * @throws DefinitionException if there are mistakes in handlers; it lists all that are found without instances of rules
     */
    static ServiceDescription describe(List<Class<?>> handlers, JsonbConfig jsonb, WebshocketSettings settings) {
        return describe(handlers, jsonb, ChannelRules.none(), settings);
    }

    /**
     * Describes services as {@link #describe(List, JsonbConfig, WebshocketSettings)} does, with the rules of channels.
     *
     * @param handlers the classes with {@link dev.webshocket.WebSocketHandler}
     * @param jsonb configures the binding of all types
     * @param channels the rules of the application's channels
     * @param settings the title and the version, and whether unknown members are refused
     * @return the description of all paths
     * @throws DefinitionException if there are mistakes in handlers; it lists all that are found without instances of rules
     */
    static ServiceDescription describe(
            List<Class<?>> handlers, JsonbConfig jsonb, ChannelRules channels, WebshocketSettings settings) {
        return Provider.load().describe(handlers, jsonb, channels, settings);
    }

    /**
     * Returns the paths of the services.
     *
     * @return the path templates, sorted; unmodifiable
     */
    SortedSet<String> paths();

    /**
     * Returns what the services offer.
     *
     * @return the description of all paths, whatever {@link WebshocketSettings#discover()} says
     */
    ServiceDescription description();

    /**
     * Registers one endpoint for each path.
     *
     * @param container the container; it must still accept endpoints
     * @throws DeploymentException if the container refuses an endpoint, for instance because the path is taken
     */
    void register(ServerContainer container) throws DeploymentException;

    /**
     * Returns how many connections there are, those included that wait for their client to resume them.
     *
     * @return the number of connections that have opened and whose disconnect callbacks have not returned
     */
    int connections();

    /**
     * Returns how many bytes all connections hold together. {@link dev.webshocket.WebshocketSettings#bufferedBytes()}
     * limits it.
     *
     * @return the bytes of incomplete messages, of calls that wait or run, and of messages that wait to be sent
     */
    long bufferedBytes();

    /**
     * Returns the channels of this application.
     *
     * @return the channels of all endpoints; they have no effect if there are no connections, as after {@link #close}
     */
    Channels channels();

    /**
     * Returns the open connections of this application.
     *
     * @return the connections of all endpoints
     */
    Connections clients();

    /**
     * Returns how the servers of this application are doing.
     *
     * @return the state of the environment's cluster; without one that of a single server
     */
    ClusterState cluster();

    /**
     * Closes every connection with 1001. A connection without running calls is closed at once. Another one is closed
     * when its calls have ended and their answers have been sent; calls that still run after {@link
     * dev.webshocket.WebshocketSettings#shutdownGrace()} are interrupted. Calls that wait or arrive meanwhile do not
     * run. Connections that wait for their clients end at once. If the environment has a store of sessions, sessions of version 2 are
     * handed over: each is stored before its connection is closed, and its disconnect callbacks do not run. The method then waits up
     * to 10 seconds for the disconnect callbacks and the store. The close reason ends with {@code
     * retry-after=} and the seconds of {@link dev.webshocket.WebshocketSettings#retryAfter()}, unless these are zero, or
     * another server of the application is alive. A second call does nothing.
     */
    @Override
    void close();

    /**
     * Creates engines. A {@link ServiceLoader} finds it, so that this package does not depend on the implementation.
     */
    interface Provider {

        /**
         * Creates the engine of an application.
         *
         * @param environment the parts that the platform provides
         * @return the engine
         * @throws DefinitionException if there are mistakes in handlers
         */
        WebshocketEngine create(ServiceEnvironment environment);

        /**
         * Checks handlers, as {@link WebshocketEngine#check(List, RuleInstances, JsonbConfig)} does.
         *
         * @param handlers the classes
         * @param rules only its {@link RuleInstances#fault} is called
         * @param jsonb configures the binding of all types
         * @return all mistakes
         */
        List<DefinitionProblem> check(List<Class<?>> handlers, RuleInstances rules, JsonbConfig jsonb);

        /**
         * Describes services, as {@link WebshocketEngine#describe(List, JsonbConfig, ChannelRules, WebshocketSettings)} does.
         *
         * @param handlers the classes
         * @param jsonb configures the binding of all types
         * @param channels the rules of the application's channels
         * @param settings the title and the version, and whether unknown members are refused
         * @return the description of all paths
         * @throws DefinitionException if there are mistakes in handlers
         */
        ServiceDescription describe(
                List<Class<?>> handlers, JsonbConfig jsonb, ChannelRules channels, WebshocketSettings settings);

        private static Provider load() {
            // The class loader of this jar, not the thread's, so that two applications on one server do not share an
            // engine.
            return ServiceLoader.load(Provider.class, Provider.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("webshocket-jakarta is incomplete: it has no engine"));
        }
    }
}
