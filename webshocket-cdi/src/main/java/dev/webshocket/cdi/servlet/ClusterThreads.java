package dev.webshocket.cdi.servlet;

import dev.webshocket.internal.concurrent.DaemonThreads;
import java.util.concurrent.ThreadFactory;

/**
 * Makes the threads of a cluster: the server's, which have the application's context, and the library's own where the server has no
 * factory, or lets it make no more threads because the application stops. Immutable; safe for use by any thread.
 *
 * @param server the server's factory
 * @param own makes daemons
 */
record ClusterThreads(ThreadFactory server, ThreadFactory own) implements ThreadFactory {

    /**
     * Finds the factory of an application. Call it on a thread of the application, whose JNDI names it looks up.
     *
     * @param application the prefix of the names of own threads
     * @param loader the class loader of own threads
     */
    static ThreadFactory of(String application, ClassLoader loader) {
        ThreadFactory own = new DaemonThreads("webshocket-" + application + "-cluster-", loader);
        // Jakarta Concurrency, section 3.4.4, defines the name.
        return JndiNames.find("java:comp/DefaultManagedThreadFactory", ThreadFactory.class)
                .<ThreadFactory>map(server -> new ClusterThreads(server, own))
                .orElse(own);
    }

    @Override
    public Thread newThread(Runnable task) {
        try {
            Thread thread = server.newThread(task);
            return thread == null ? own.newThread(task) : thread;
        } catch (IllegalStateException e) {
            return own.newThread(task);
        }
    }
}
