package dev.webshocket.internal.concurrent;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes daemon threads with one class loader. Safe for use by any thread. */
public final class DaemonThreads implements ThreadFactory {

    private final String name;
    private final ClassLoader loader;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Makes a factory.
     *
     * @param name the beginning of the threads' names
     * @param loader the context class loader of the threads; the default would be that of the thread that makes them
     */
    public DaemonThreads(String name, ClassLoader loader) {
        this.name = name;
        this.loader = loader;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name + count.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        return thread;
    }
}
