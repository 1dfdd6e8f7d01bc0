package dev.webshocket.internal.client.socket;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's HTTP clients, each with its own thread. All clients with the same {@link HttpSetting} share one. It ends
 * some seconds after the last of them, so that short-lived clients do not leave a thread each. Before Java 21 only the
 * garbage collector can end one. Safe for use by any thread.
 */
public final class HttpClients {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");
    private static final int IDLE_SECONDS = 5;
    private static final Duration END = Duration.ofSeconds(1);

    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final Map<HttpSetting, Shared> clients = new HashMap<>();

    /**
     * Creates an empty set of clients.
     *
     * @param executor runs the tasks of the clients, which do not block except in DNS lookups and in the application's
     *     authenticators and certificate checks
     * @param timer ends clients
     */
    public HttpClients(Executor executor, ScheduledExecutorService timer) {
        this.executor = executor;
        this.timer = timer;
    }

    /** One HTTP client and the number of its users. Guarded by the lock of the clients. */
    private static final class Shared {

        private final Challenges challenges = new Challenges();
        private final HttpClient client;
        private int leases;
        /** Counts all leases, to distinguish a client that is still idle from one that is idle again. */
        private long uses;

        Shared(HttpSetting setting, Executor executor) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .executor(executor)
                    .cookieHandler(challenges)
                    .proxy(setting.proxy())
                    .sslContext(setting.sslContext());
            if (setting.authenticator() != null) {
                builder.authenticator(setting.authenticator());
            }
            this.client = build(builder);
        }

        /** Uses a class loader that lives as long as the JVM: the client's thread retains it, and may outlive an application. */
        private static HttpClient build(HttpClient.Builder builder) {
            Thread current = Thread.currentThread();
            ClassLoader loader = current.getContextClassLoader();
            current.setContextClassLoader(ClassLoader.getPlatformClassLoader());
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

        Challenges challenges() {
            return shared.challenges;
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

    /** Leases an HTTP client to a client, which closes the lease when it closes. */
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

    /** Ends all HTTP clients once they are idle. */
    public void end() {
        removeAll().forEach(HttpClients::end);
    }

    /** Ends all HTTP clients, even those in use, and waits for their threads, a second at most for each. */
    public void endNow() {
        List<HttpClient> all = removeAll();
        all.forEach(client -> call(client, "shutdownNow"));
        all.forEach(client -> call(client, "awaitTermination", END));
    }

    private synchronized List<HttpClient> removeAll() {
        List<HttpClient> all =
                clients.values().stream().map(shared -> shared.client).toList();
        clients.clear();
        return all;
    }

    /** Ends a client once it is idle. */
    private static void end(HttpClient client) {
        call(client, "shutdown");
    }

    /** Calls a method that came with Java 21. */
    private static void call(HttpClient client, String method, Duration... arguments) {
        Class<?>[] types = Arrays.stream(arguments).map(each -> Duration.class).toArray(Class<?>[]::new);
        try {
            HttpClient.class.getMethod(method, types).invoke(client, (Object[]) arguments);
        } catch (NoSuchMethodException e) {
            // It ends by itself once it is unreachable.
            LOG.log(Level.TRACE, "this Java cannot end an HTTP client");
        } catch (IllegalAccessException | InvocationTargetException e) {
            LOG.log(Level.DEBUG, "an HTTP client could not be ended, and ends by itself", e);
        }
    }
}
