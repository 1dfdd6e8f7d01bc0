package dev.webshocket.internal.client.socket;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP clients of the JDK, each of which has a thread of its own: one for all clients with the same {@link HttpSetting}. It ends
 * some seconds after the last of them, so that clients that come and go do not leave a thread each: before Java 21 nobody can
 * end one, and the garbage collector does. Safe for use by any thread.
 */
public final class HttpClients {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");
    private static final int IDLE_SECONDS = 5;

    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final Map<HttpSetting, Shared> clients = new HashMap<>();

    /**
     * Makes an empty set of clients.
     *
     * @param executor runs what the clients do, which does not block but for looking up names, and what authenticators and
     *     certificate checks of the application do
     * @param timer ends clients
     */
    public HttpClients(Executor executor, ScheduledExecutorService timer) {
        this.executor = executor;
        this.timer = timer;
    }

    /** One HTTP client and the number of its users. Guarded by the lock of the clients. */
    private static final class Shared {

        private final Announcements announcements = new Announcements();
        private final HttpClient client;
        private int leases;
        /** Counts the leases ever taken, which distinguishes a client that is still idle from one that is idle again. */
        private long uses;

        Shared(HttpSetting setting, Executor executor) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .executor(executor)
                    .cookieHandler(announcements)
                    .proxy(setting.proxy())
                    .sslContext(setting.sslContext());
            if (setting.authenticator() != null) {
                builder.authenticator(setting.authenticator());
            }
            this.client = build(builder);
        }

        /** With a class loader that may live as long as the client's thread, which keeps it. */
        private static HttpClient build(HttpClient.Builder builder) {
            Thread current = Thread.currentThread();
            ClassLoader loader = current.getContextClassLoader();
            current.setContextClassLoader(HttpClients.class.getClassLoader());
            try {
                return builder.build();
            } finally {
                current.setContextClassLoader(loader);
            }
        }
    }

    /** The right to use an HTTP client until it is closed. */
    public final class Lease implements AutoCloseable {

        private final HttpSetting setting;
        private final Shared shared;
        private boolean closed;

        private Lease(HttpSetting setting, Shared shared) {
            this.setting = setting;
            this.shared = shared;
        }

        HttpClient client() {
            return shared.client;
        }

        Announcements announcements() {
            return shared.announcements;
        }

        @Override
        public void close() {
            synchronized (HttpClients.this) {
                if (closed) {
                    return;
                }
                closed = true;
                shared.leases--;
                if (shared.leases > 0) {
                    return;
                }
            }
            long used = shared.uses;
            try {
                timer.schedule(() -> endIdle(setting, shared, used), IDLE_SECONDS, TimeUnit.SECONDS);
            } catch (RejectedExecutionException e) {
                endIdle(setting, shared, used);
            }
        }
    }

    /** Gives an HTTP client to a client, which closes the lease with itself. */
    public synchronized Lease acquire(HttpSetting setting) {
        Shared shared = clients.computeIfAbsent(setting, wanted -> new Shared(wanted, executor));
        shared.leases++;
        shared.uses++;
        return new Lease(setting, shared);
    }

    private void endIdle(HttpSetting setting, Shared shared, long used) {
        synchronized (this) {
            if (shared.leases > 0 || shared.uses != used || !clients.remove(setting, shared)) {
                return;
            }
        }
        end(shared.client);
    }

    /** Ends all HTTP clients, even those in use. */
    public void end() {
        Map<HttpSetting, Shared> all;
        synchronized (this) {
            all = Map.copyOf(clients);
            clients.clear();
        }
        all.values().forEach(shared -> end(shared.client));
    }

    /** Lets a client end once it does nothing more, which came with Java 21. */
    private static void end(HttpClient client) {
        try {
            HttpClient.class.getMethod("shutdown").invoke(client);
        } catch (NoSuchMethodException e) {
            // It ends by itself once it is unreachable.
            LOG.log(Level.TRACE, "this Java cannot end an HTTP client");
        } catch (IllegalAccessException | InvocationTargetException e) {
            LOG.log(Level.DEBUG, "an HTTP client could not be ended, and ends by itself", e);
        }
    }
}
