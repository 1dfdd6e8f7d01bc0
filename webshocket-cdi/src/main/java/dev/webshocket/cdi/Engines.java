package dev.webshocket.cdi;

import dev.webshocket.spi.platform.WebshocketEngine;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The engines whose handlers are beans of one CDI container. Usually there is one; an EAR that has this library in
 * {@code lib} has one for each of its web applications. Safe for use by any thread.
 */
final class Engines {

    private final List<ApplicationEngine> engines = new CopyOnWriteArrayList<>();

    /**
     * Adds an engine.
     *
     * @param application the class loader of its web application, or null if there is none
     */
    void add(ClassLoader application, WebshocketEngine engine) {
        engines.add(new ApplicationEngine(application, engine));
    }

    /**
     * Returns the engine of the web application that the current thread runs in.
     *
     * @throws IllegalStateException if no engine has been created yet, or if there are several and the thread runs in
     *     none of their applications
     */
    WebshocketEngine current() {
        if (engines.size() == 1) {
            return engines.get(0).engine();
        }
        if (engines.isEmpty()) {
            throw new IllegalStateException(
                    "This application has not registered a WebSocket endpoint yet, so that no client can be connected. "
                            + "Channels, Connections and ClusterState can be injected at any time, but used only after the application "
                            + "has started; in an application without a @WebSocketHandler they can never be used.");
        }
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        return engines.stream()
                .filter(each -> each.application() == application)
                .findFirst()
                .map(ApplicationEngine::engine)
                .orElseThrow(() -> new IllegalStateException("Several web applications of this EAR have WebSocket "
                        + "endpoints, and thread " + Thread.currentThread().getName() + " belongs to none of them, "
                        + "so that the clients of none can be selected. Use Channels, Connections and ClusterState in a bean of "
                        + "the web application, on a thread of that application."));
    }

    /**
     * Closes the engines of the web application that the current thread runs in, while its beans still exist, and those of no web
     * application: some servers end the beans before they tell a listener. The engines of the other web applications of an EAR go on.
     */
    void close() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        engines.stream()
                .filter(each -> each.application() == null || each.application() == application)
                .forEach(each -> each.engine().close());
    }

    private record ApplicationEngine(ClassLoader application, WebshocketEngine engine) {}
}
