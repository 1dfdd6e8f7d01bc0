package dev.webshocket.cdi.servlet;

import dev.webshocket.spi.CallContexts;
import dev.webshocket.spi.CallExecutors;
import dev.webshocket.spi.DefaultExecutors;
import java.util.Optional;

/**
 * The threads of one web application, and the context that its calls have on them: the server's where it has Jakarta
 * Concurrency, else our own and none.
 *
 * @param executors runs the calls
 * @param contexts takes the handshake's context along to them
 * @param end ends the threads
 */
record ServerThreads(CallExecutors executors, CallContexts contexts, Runnable end) implements AutoCloseable {

    /**
     * Starts the threads. To be called where the names of the application's JNDI are those of the current thread.
     *
     * @param most how many there may be of either kind of call
     */
    static ServerThreads start(int most) {
        Optional<Object> threads = ServerNames.find("java:comp/DefaultManagedThreadFactory", Object.class);
        Optional<Object> contexts = ServerNames.find("java:comp/DefaultContextService", Object.class);
        if (threads.isEmpty() || contexts.isEmpty()) {
            DefaultExecutors own = new DefaultExecutors(most);
            return new ServerThreads(own.executors(), CallContexts.NONE, own::close);
        }
        ManagedExecutors managed = ManagedExecutors.start(threads.get(), most);
        return new ServerThreads(managed.executors(), ManagedContexts.of(contexts.get()), managed::close);
    }

    @Override
    public void close() {
        end.run();
    }
}
