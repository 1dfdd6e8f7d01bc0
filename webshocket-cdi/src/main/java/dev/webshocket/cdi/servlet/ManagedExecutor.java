package dev.webshocket.cdi.servlet;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs tasks on the server's executor, and those that it rejects on the library's own threads: its queue may be full,
 * or it may have shut down before the application's last callbacks have run. Safe for use by many threads.
 */
final class ManagedExecutor implements Executor {

    private final ManagedExecutorService server;
    private final Executor application;
    private final Executor own;

    private ManagedExecutor(ManagedExecutorService server, Executor application, Executor own) {
        this.server = server;
        this.application = application;
        this.own = own;
    }

    /**
     * Casts the object from JNDI in this class, so that servers without Jakarta Concurrency never load its types.
     *
     * @param name the JNDI name
     * @param found the object with that name
     * @param application runs a task in the context of the application, which the server's executor needs at
     *     submission, and which the threads that receive messages do not have
     * @param own runs the tasks that the server's executor rejects
     * @throws ServiceDeploymentException if the object is not an executor
     */
    static ManagedExecutor of(String name, Object found, Executor application, Executor own) {
        if (found instanceof ManagedExecutorService server) {
            return new ManagedExecutor(server, application, own);
        }
        throw new ServiceDeploymentException(
                ServiceDeploymentException.NO_EXECUTOR,
                "the managedExecutor " + name + " is a " + found.getClass().getName()
                        + ", not a ManagedExecutorService",
                null);
    }

    @Override
    public void execute(Runnable task) {
        boolean[] accepted = new boolean[1];
        try {
            application.execute(() -> {
                server.execute(task);
                accepted[0] = true;
            });
        } catch (RejectedExecutionException | IllegalStateException e) {
            // The executor is full or shut down, or the server regards the application as stopped.
        }
        if (!accepted[0]) {
            own.execute(task);
        }
    }
}
