package dev.webshocket.cdi.servlet;

import dev.webshocket.spi.CallContexts;
import dev.webshocket.spi.CallExecutors;
import dev.webshocket.spi.DefaultExecutors;

/**
 * The threads of one web application, and the context that its calls have on them: that of the server where it has Jakarta
 * Concurrency, else none.
 *
 * @param own the threads
 * @param contexts takes the handshake's context along to them
 */
record ServerThreads(DefaultExecutors own, CallContexts contexts) implements AutoCloseable {

    /**
     * Starts the threads. To be called where the names of the application's JNDI are those of the current thread.
     *
     * @param most how many there may be of either kind of call
     */
    static ServerThreads start(int most) {
        return ServerNames.find("java:comp/DefaultContextService", Object.class)
                .map(service -> new ServerThreads(
                        DefaultExecutors.ofPlatformThreads(most), PolicyContexts.beside(ManagedContexts.of(service))))
                .orElseGet(() -> new ServerThreads(new DefaultExecutors(most), CallContexts.NONE));
    }

    CallExecutors executors() {
        return own.executors();
    }

    @Override
    public void close() {
        own.close();
    }
}
