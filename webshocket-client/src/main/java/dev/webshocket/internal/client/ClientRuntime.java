package dev.webshocket.internal.client;

import dev.webshocket.internal.client.socket.HttpClients;
import dev.webshocket.internal.client.socket.HttpSetting;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.concurrent.CallerRuns;
import dev.webshocket.internal.concurrent.DefaultExecutors;
import dev.webshocket.internal.types.ConfigReader;
import dev.webshocket.internal.types.TypeRules;
import jakarta.json.bind.JsonbConfig;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the clients of one class loader share: threads, the encoding, and the JDK's HTTP clients. It is made with the first client,
 * and ends some seconds after the last. Nothing of any client's state is here. Safe for use by any thread.
 *
 * <p>Where Java has no virtual threads there are four pools, so that what waits never stands before what it waits for: a callback
 * may wait for a future to complete, a future for something to be read, and {@code onReconnect} for an answer.
 */
final class ClientRuntime {

    private static final int OWN_WORKERS = 5;
    private static final int APPLICATION_WORKERS = 9;
    private static final int IDLE_SECONDS = 5;

    private static ClientRuntime shared;

    /** Guarded by the class, as the two counts are. */
    private int leases;
    /** Counts the leases ever taken, which distinguishes a runtime that is still idle from one that is idle again. */
    private long uses;

    private final DefaultExecutors own;
    private final DefaultExecutors application;
    private final ClientBinding binding = new ClientBinding(TypeRules.DEFAULT);
    private final HttpClients httpClients;

    private ClientRuntime() {
        // The pools outlive the first client, whose application's class loader they must not keep alive.
        Thread current = Thread.currentThread();
        ClassLoader loader = current.getContextClassLoader();
        current.setContextClassLoader(ClientRuntime.class.getClassLoader());
        try {
            own = new DefaultExecutors(OWN_WORKERS, "client");
            application = new DefaultExecutors(APPLICATION_WORKERS, "client-application");
        } finally {
            current.setContextClassLoader(loader);
        }
        httpClients = new HttpClients(
                new CallerRuns(own.executors().calls()), own.executors().timer());
    }

    /**
     * Takes part in the runtime until the lease is closed.
     *
     * @param config how the client reads and writes Java types; null for as all others do
     * @throws dev.webshocket.DefinitionException if something in the config cannot hold
     */
    static Lease acquire(JsonbConfig config) {
        ClientBinding ownBinding = config == null ? null : new ClientBinding(ConfigReader.read(config));
        synchronized (ClientRuntime.class) {
            if (shared == null) {
                shared = new ClientRuntime();
            }
            shared.leases++;
            shared.uses++;
            return new Lease(shared, ownBinding);
        }
    }

    private void release() {
        long used;
        synchronized (ClientRuntime.class) {
            leases--;
            if (leases > 0) {
                return;
            }
            used = uses;
        }
        own.executors().timer().schedule(() -> endIdle(used), IDLE_SECONDS, TimeUnit.SECONDS);
    }

    private void endIdle(long used) {
        synchronized (ClientRuntime.class) {
            if (leases > 0 || uses != used) {
                return;
            }
            shared = null;
        }
        httpClients.end();
        own.shutdown();
        application.shutdown();
        binding.close();
    }

    /** A client's part in the runtime. */
    static final class Lease implements AutoCloseable {

        private final ClientRuntime runtime;
        private final CallExecutors own;
        private final CallExecutors application;
        /** Null for the runtime's. */
        private final ClientBinding ownBinding;

        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(ClientRuntime runtime, ClientBinding ownBinding) {
            this.runtime = runtime;
            this.ownBinding = ownBinding;
            this.own = runtime.own.executors();
            this.application = runtime.application.executors();
        }

        /** Runs what never blocks. */
        void send(Runnable task) {
            run(own.calls(), task);
        }

        /** Runs what connects, which blocks where the application's callbacks do. */
        void connect(Runnable task) {
            run(own.concurrent(), task);
        }

        /** Runs what completes futures, with what depends on them. */
        void complete(Runnable task) {
            run(application.calls(), task);
        }

        /** Runs callbacks. */
        void callBack(Runnable task) {
            run(application.concurrent(), task);
        }

        /** By the current thread where the runtime has ended meanwhile. */
        private static void run(Executor executor, Runnable task) {
            try {
                executor.execute(task);
            } catch (RejectedExecutionException e) {
                task.run();
            }
        }

        ScheduledExecutorService timer() {
            return own.timer();
        }

        ClientBinding binding() {
            return ownBinding == null ? runtime.binding : ownBinding;
        }

        /** Gives an HTTP client with a setting. */
        HttpClients.Lease http(HttpSetting setting) {
            return runtime.httpClients.acquire(setting);
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                if (ownBinding != null) {
                    ownBinding.close();
                }
                runtime.release();
            }
        }
    }
}
