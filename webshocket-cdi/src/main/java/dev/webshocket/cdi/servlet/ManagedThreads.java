package dev.webshocket.cdi.servlet;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs tasks on the threads of the server's executor, and those that it does not take on threads of ours: its queue may be
 * full, or it may have ended before the application, whose last callbacks must run all the same. Used by many threads at the
 * same time.
 */
final class ManagedThreads implements Executor {

    private final ManagedExecutorService server;
    private final Executor application;
    private final Executor own;

    private ManagedThreads(ManagedExecutorService server, Executor application, Executor own) {
        this.server = server;
        this.application = application;
        this.own = own;
    }

    /**
     * Uses what JNDI has; in a method of this class, so that servers without Jakarta Concurrency never load its types.
     *
     * @param name where it was found
     * @param found the server's executor
     * @param application runs a task in the context of the application: the server's executor wants to be asked in that of
     *     some application, and threads that tell of incoming messages have none
     * @param own runs what the server's executor does not take
     * @throws ServiceDeploymentException if something else was found
     */
    static ManagedThreads of(String name, Object found, Executor application, Executor own) {
        if (found instanceof ManagedExecutorService server) {
            return new ManagedThreads(server, application, own);
        }
        throw new ServiceDeploymentException(
                ServiceDeploymentException.NO_EXECUTOR,
                "the managedExecutor " + name + " is a " + found.getClass().getName()
                        + ", not a ManagedExecutorService",
                null);
    }

    @Override
    public void execute(Runnable task) {
        boolean[] taken = new boolean[1];
        try {
            application.execute(() -> {
                server.execute(task);
                taken[0] = true;
            });
        } catch (RejectedExecutionException | IllegalStateException e) {
            // Either of them says that the executor, or the application for the server, has ended or is full.
        }
        if (!taken[0]) {
            own.execute(task);
        }
    }
}
