package dev.webshocket.cdi.servlet;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.concurrent.DefaultExecutors;
import dev.webshocket.spi.platform.CallContexts;
import java.util.concurrent.Executor;

/**
 * The threads of one web application, and the context that its calls have on them: that of the server where it has Jakarta
 * Concurrency, else none.
 *
 * @param own threads of our own, which there are in any case
 * @param executors what calls run on: those threads, or the server's
 * @param contexts takes the handshake's context along to them
 */
record ServerThreads(DefaultExecutors own, CallExecutors executors, CallContexts contexts) implements AutoCloseable {

    /**
     * Starts the threads. To be called in the context of the application, whose names in JNDI are looked up.
     *
     * @param application names the threads
     * @throws ServiceDeploymentException if the settings name an executor that the server does not have
     */
    static ServerThreads start(WebshocketSettings settings, String application) {
        CallContexts contexts = ServerNames.find("java:comp/DefaultContextService", Object.class)
                .map(service -> PolicyContexts.beside(ManagedContexts.of(service)))
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
        Object found = ServerNames.find(managed, Object.class)
                .orElseThrow(() -> new ServiceDeploymentException(
                        ServiceDeploymentException.NO_EXECUTOR,
                        "the managedExecutor " + managed + " is not there",
                        null));
        Executor application = contexts.capture();
        CallExecutors servers = new CallExecutors(
                ManagedThreads.of(managed, found, application, own.calls()),
                ManagedThreads.of(managed, found, application, own.concurrent()),
                // Never the server's: it lets go the calls that wait for clients, which may have all the server's
                // threads.
                own.upkeep(),
                own.timer());
        // As far as the server lets that many run at a time.
        return DefaultExecutors.fair(servers, settings.workerThreads());
    }

    @Override
    public void close() {
        own.close();
    }
}
