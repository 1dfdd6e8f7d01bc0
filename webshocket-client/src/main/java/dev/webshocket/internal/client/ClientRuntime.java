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
 * The threads, the encoding and the JDK's HTTP clients that all clients of one class loader share. The first client
 * creates it; it ends some seconds after the last. It holds no client's state. Safe for use by any thread.
 *
 * <p>Without virtual threads there are four pools, so that a waiting task never blocks the task it waits for: a
 * callback may wait for a future, a future for a read, and {@code onReconnect} for an answer.
 */
final class ClientRuntime {

    private static final int OWN_WORKERS = 5;
    private static final int APPLICATION_WORKERS = 9;
    private static final int IDLE_SECONDS = 5;

    private static ClientRuntime shared;

    /** Guarded by the class, like the two counts. */
    private int leases;
    /** Counts all leases, to distinguish a runtime that is still idle from one that is idle again. */
    private long uses;

    private final DefaultExecutors own;
    private final DefaultExecutors application;
    private final ClientBinding binding = new ClientBinding(TypeRules.DEFAULT);
    private final HttpClients httpClients;

    private ClientRuntime() {
        // The pools outlive the first client and must not retain its application's class loader.
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
     * Leases the runtime until the lease is closed.
     *
     * @param config configures the client's JSON-B binding; null for the shared one
     * @throws dev.webshocket.DefinitionException if an option of the config is not supported
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

    /** A client's lease of the runtime. */
    static final class Lease implements AutoCloseable {

        private final ClientRuntime runtime;
        private final CallExecutors own;
        private final CallExecutors application;
        /** Null to use the runtime's. */
        private final ClientBinding ownBinding;

        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(ClientRuntime runtime, ClientBinding ownBinding) {
            this.runtime = runtime;
            this.ownBinding = ownBinding;
            this.own = runtime.own.executors();
            this.application = runtime.application.executors();
        }

        /** Runs tasks that never block. */
        void send(Runnable task) {
            run(own.calls(), task);
        }

        /** Runs attempts to connect, which may block in the application's callbacks. */
        void connect(Runnable task) {
            run(own.concurrent(), task);
        }

        /** Completes futures, and runs their dependent stages. */
        void complete(Runnable task) {
            run(application.calls(), task);
        }

        /** Runs callbacks. */
        void callBack(Runnable task) {
            run(application.concurrent(), task);
        }

        /** On the current thread if the runtime has ended. */
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

        /** Leases an HTTP client with this setting. */
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
