package dev.webshocket.tyrus;

import dev.webshocket.ClusterState;
import dev.webshocket.Connections;
import dev.webshocket.WebshocketSettings;
import jakarta.enterprise.inject.Instance;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Serves an application's handlers without an application server, with Tyrus and Weld.
 *
 * <pre>{@code
 * try (WebSocketServer server = WebSocketServer.builder().port(5000).start()) {
 *     server.await();
 * }
 * }</pre>
 *
 * <p>Each server has its own beans: two servers in one JVM share no state. All its threads are daemons, so a {@code
 * main} must {@linkplain #await() wait}. Safe for use by any thread.
 *
 * <p>The server logs its start in one line, to the logger {@code dev.webshocket}. Weld logs to {@code org.jboss.weld},
 * by default with {@code java.util.logging}.
 */
public final class WebSocketServer implements AutoCloseable {

    private final RunningServer running;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    WebSocketServer(ServerOptions options) {
        running = RunningServer.start(options);
        hook = options.shutdownHook() ? new Thread(this::closeAndAwait, "webshocket-shutdown") : null;
        addHook();
    }

    /**
     * Returns a builder for a server.
     *
     * @return a builder, for one thread
     */
    public static WebSocketServerBuilder builder() {
        return new WebSocketServerBuilder();
    }

    /**
     * Returns the port that the server listens on.
     *
     * @return the real port, even if 0 was set; unchanged after closing
     */
    public int port() {
        return running.port();
    }

    /**
     * Returns the URI of a path for clients on this machine.
     *
     * @param path the path of a handler, below the context path; begins with a slash
     * @return a {@code ws} or {@code wss} URI, with {@code localhost} if the server listens on all interfaces
     * @throws IllegalArgumentException if the path is not valid in a URI
     */
    public URI uri(String path) {
        return running.uri(path);
    }

    /**
     * Returns the paths of the services.
     *
     * @return the paths of the handlers, below the context path, sorted; unmodifiable
     */
    public SortedSet<String> paths() {
        return running.paths();
    }

    /**
     * Returns the open connections of all handlers, for code outside of beans; beans inject it.
     *
     * @return the connections; none once the server is closed
     */
    public Connections connections() {
        return running.connections();
    }

    /**
     * Returns how the servers of the application are doing, for code outside of beans; beans inject it. Without a cluster module there
     * is one server.
     *
     * @return the state
     */
    public ClusterState cluster() {
        return running.clusterState();
    }

    /**
     * Looks up a bean of the application, for code outside of beans, such as a {@code main} that publishes.
     *
     * @param <T> the type
     * @param type a type that the bean has
     * @param qualifiers its qualifiers, none for the default one
     * @return the bean, as CDI's {@code Instance}
     * @throws IllegalStateException if the server is closed
     */
    public <T> Instance<T> select(Class<T> type, Annotation... qualifiers) {
        return running.select(type, qualifiers);
    }

    /**
     * Waits until any thread has closed the server.
     *
     * @throws InterruptedException if the current thread is interrupted; the server keeps running
     */
    public void await() throws InterruptedException {
        closed.await();
    }

    /**
     * Stops the server. It accepts no more connections, lets running calls end within {@link
     * WebshocketSettings#shutdownGrace()}, and closes each connection with 1001 once it has no calls. With a {@link
     * WebSocketServerBuilder#sessionStore} it hands their sessions over before. It waits at most
     * 10 seconds longer for the disconnect callbacks, then frees the port, the threads and the beans. If another thread
     * is already closing the server, this returns at once; {@link #await()} waits for the end. A handler should stop
     * its own server on another thread, otherwise the server waits all that time for the handler.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        try {
            running.close();
        } finally {
            removeHook();
            closed.countDown();
        }
    }

    private void closeAndAwait() {
        close();
        try {
            // The JVM ends after its hooks, even while another thread is still closing.
            await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void addHook() {
        if (hook == null) {
            return;
        }
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            running.close();
            throw e;
        }
    }

    private void removeHook() {
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is shutting down: hooks cannot be removed.
            }
        }
    }

    @Override
    public String toString() {
        return "WebSocketServer[" + uri("") + "]";
    }
}
