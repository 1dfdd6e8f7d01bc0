package dev.webshocket.cdi;

import dev.webshocket.spi.platform.WebshocketEngine;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The engines whose handlers are beans of one container: one as a rule, but in an EAR that has this library in {@code lib}
 * one for each of its web applications. Safe for use by any thread.
 */
final class Engines {

    private final List<Home> homes = new CopyOnWriteArrayList<>();

    /**
     * Adds an engine.
     *
     * @param application the class loader of its web application, or null where there is none
     */
    void add(ClassLoader application, WebshocketEngine engine) {
        homes.add(new Home(application, engine));
    }

    /**
     * Returns the engine of the web application that the current thread works for.
     *
     * @throws IllegalStateException if no engine has been made yet, or if there are several and the thread works for none
     *     of them
     */
    WebshocketEngine current() {
        if (homes.size() == 1) {
            return homes.get(0).engine();
        }
        if (homes.isEmpty()) {
            throw new IllegalStateException("No WebSocket endpoint of this application has been registered yet, so "
                    + "that nobody can be connected: Channels can be injected at any time, but used only after the "
                    + "application's beans have started. An application without a @WebSocketHandler never has one.");
        }
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        return homes.stream()
                .filter(home -> home.application() == application)
                .findFirst()
                .map(Home::engine)
                .orElseThrow(() -> new IllegalStateException("Several web applications of this EAR have WebSocket "
                        + "endpoints, and thread " + Thread.currentThread().getName() + " works for none of them, so "
                        + "that it is not known whose clients are meant: use Channels in a bean of the web "
                        + "application, on a thread of it."));
    }

    private record Home(ClassLoader application, WebshocketEngine engine) {}
}
