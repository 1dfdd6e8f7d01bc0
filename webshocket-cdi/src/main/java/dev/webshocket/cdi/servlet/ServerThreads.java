package dev.webshocket.cdi.servlet;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.concurrent.DefaultExecutors;
import dev.webshocket.spi.platform.CallContexts;
import java.util.concurrent.Executor;

/**
 * The threads of one web application, and the contexts of its calls: the server's if it has Jakarta Concurrency,
 * otherwise none.
 *
 * @param own the library's own threads
 * @param executors run the calls, on these threads or on the server's
 * @param contexts carries the handshake's context to the calls
 */
record ServerThreads(DefaultExecutors own, CallExecutors executors, CallContexts contexts) implements AutoCloseable {

    /**
     * Starts the threads. Call it on a thread of the application, since it looks up the application's JNDI names.
     *
     * @param application the prefix of the threads' names
     * @throws ServiceDeploymentException if the server does not have the executor in the settings
     */
    static ServerThreads start(WebshocketSettings settings, String application) {
        CallContexts contexts = JndiNames.find("java:comp/DefaultContextService", Object.class)
                .map(service -> PolicyContexts.addTo(ManagedContexts.of(service)))
                .orElse(CallContexts.NONE);
        DefaultExecutors own = contexts == CallContexts.NONE
                ? new DefaultExecutors(settings.workerThreads(), application)
                : DefaultExecutors.ofPlatformThreads(settings.workerThreads(), application);
        try {
            return new ServerThreads(own, executors(own.executors(), contexts, settings), contexts);
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
    }

    private static CallExecutors executors(CallExecutors own, CallContexts contexts, WebshocketSettings settings) {
        String managed = settings.managedExecutor();
        if (managed.isEmpty()) {
            return own;
        }
        Object found = JndiNames.find(managed, Object.class)
                .orElseThrow(() -> new ServiceDeploymentException(
                        ServiceDeploymentException.NO_EXECUTOR,
                        "the managedExecutor " + managed + " does not exist",
                        null));
        Executor application = contexts.capture();
        CallExecutors servers = new CallExecutors(
                ManagedExecutor.of(managed, found, application, own.calls()),
                ManagedExecutor.of(managed, found, application, own.concurrent()),
                // Never on the server's threads: upkeep releases calls that wait for clients, and these may occupy all
                // of the server's threads.
                own.upkeep(),
                own.timer());
        // The server may run fewer at a time.
        return DefaultExecutors.fair(servers, settings.workerThreads());
    }

    @Override
    public void close() {
        own.close();
    }
}
