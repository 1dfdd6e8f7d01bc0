package dev.webshocket.internal.client;

import dev.webshocket.internal.client.socket.HttpClients;
import dev.webshocket.internal.client.socket.HttpSetting;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.concurrent.CallerRuns;
import dev.webshocket.internal.concurrent.DefaultExecutors;
import dev.webshocket.internal.types.ConfigReader;
import dev.webshocket.internal.types.TypeRules;
import jakarta.json.bind.JsonbConfig;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The threads, the encoding and the JDK's HTTP clients that all clients of one class loader share. The first client
 * creates it; it ends some seconds after the last, or with the application. It holds no client's state. Safe for use by any thread.
 *
 * <p>Without virtual threads there are four pools, so that a waiting task never blocks the task it waits for: a
 * callback may wait for a future, a future for a read, and {@code onReconnect} for an answer.
 */
final class ClientRuntime {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");
    private static final int OWN_WORKERS = 5;
    private static final int APPLICATION_WORKERS = 9;
    private static final int IDLE_SECONDS = 5;
    /** Longer than a client takes to close. */
    private static final int END_SECONDS = 6;

    private static ClientRuntime shared;

    /** Those of the open clients. Guarded by the class, like the count. */
    private final Set<Lease> leases = new HashSet<>();
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
            shared.uses++;
            Lease lease = new Lease(shared, ownBinding);
            shared.leases.add(lease);
            return lease;
        }
    }

    private void release(Lease lease) {
        long used;
        synchronized (ClientRuntime.class) {
            leases.remove(lease);
            if (!leases.isEmpty()) {
                return;
            }
            used = uses;
        }
        try {
            own.executors().timer().schedule(() -> endIdle(used), IDLE_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            // The application has ended it in the meantime.
        }
    }

    private void endIdle(long used) {
        if (retire(used)) {
            httpClients.end();
            own.shutdown();
            application.shutdown();
            binding.close();
        }
    }

    /** Lets the next client create another runtime, unless this one has been used since, or has retired before. */
    private boolean retire(long used) {
        synchronized (ClientRuntime.class) {
            if (shared != this || !leases.isEmpty() || uses != used) {
                return false;
            }
            shared = null;
            return true;
        }
    }

    /**
     * Closes the clients that an application has left open as it ends, and waits for them, a few seconds at most. Unless others have
     * open clients, the threads end too: none may be left in an application that has ended.
     *
     * @param loader the class loader of the application
     */
    static void endApplication(ClassLoader loader) {
        ClientRuntime runtime;
        List<Lease> left;
        synchronized (ClientRuntime.class) {
            runtime = shared;
            left = runtime == null
                    ? List.of()
                    : runtime.leases.stream()
                            .filter(lease -> lease.isOf(loader))
                            .toList();
        }
        if (runtime != null) {
            await(left);
            runtime.endNow();
        }
    }

    private static void await(List<Lease> left) {
        CompletableFuture<?>[] ends = left.stream().map(Lease::closeClient).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "not all clients of the application have closed", e);
        }
    }

    private void endNow() {
        long used;
        synchronized (ClientRuntime.class) {
            used = uses;
        }
        if (retire(used)) {
            httpClients.endNow();
            own.close();
            application.close();
            binding.close();
        }
    }

    /** A client's lease of the runtime. */
    static final class Lease implements AutoCloseable {

        private final ClientRuntime runtime;
        private final CallExecutors own;
        private final CallExecutors application;
        /** Null to use the runtime's. */
        private final ClientBinding ownBinding;

        /** The class loader of the application that makes the client. */
        private final ClassLoader maker = Thread.currentThread().getContextClassLoader();

        /** How to close the client, as soon as there is one. */
        private final CompletableFuture<Supplier<CompletableFuture<Void>>> client = new CompletableFuture<>();

        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(ClientRuntime runtime, ClientBinding ownBinding) {
            this.runtime = runtime;
            this.ownBinding = ownBinding;
            this.own = runtime.own.executors();
            this.application = runtime.application.executors();
        }

        /**
         * Sets how to close the client, in case that it outlives its application.
         *
         * @param closing closes it, and completes when it is closed
         */
        void closesBy(Supplier<CompletableFuture<Void>> closing) {
            client.complete(closing);
        }

        private CompletableFuture<Void> closeClient() {
            return client.thenCompose(Supplier::get);
        }

        /** Tells whether an application has made the client: all clients are of the application that has this library. */
        private boolean isOf(ClassLoader application) {
            ClassLoader each = maker;
            while (each != null && each != application) {
                each = each.getParent();
            }
            return each == application || ClientRuntime.class.getClassLoader() == application;
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
                client.complete(() -> CompletableFuture.completedFuture(null));
                runtime.release(this);
            }
        }
    }
}
