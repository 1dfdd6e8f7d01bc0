package dev.webshocket.tyrus;

import dev.webshocket.DefinitionException;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.extension.CallInterceptor;
import jakarta.enterprise.inject.Instance;
import jakarta.json.bind.JsonbConfig;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/**
 * Serves an application's handlers without an application server, on Tyrus, with Weld for its beans.
 *
 * <pre>{@code
 * try (WebSocketServer server = WebSocketServer.builder().port(5000).start()) {
 *     server.await();
 * }
 * }</pre>
 *
 * <p>Each server has beans of its own: two of them in one JVM share no state. All its threads are daemons, so a {@code
 * main} that is to go on must {@linkplain #await() wait}. Safe for use by any thread.
 *
 * <p>When it has started it says so in one line of the log {@code dev.webshocket}. What Weld says of itself is logged as
 * {@code org.jboss.weld}, by default by {@code java.util.logging}.
 */
public final class WebSocketServer implements AutoCloseable {

    private final RunningServer running;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    private WebSocketServer(ServerOptions options) {
        running = RunningServer.start(options);
        hook = options.shutdownHook() ? new Thread(this::closeAndAwait, "webshocket-shutdown") : null;
        addHook();
    }

    /**
     * Begins to describe a server.
     *
     * @return a builder, for one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the port that the server listens on.
     *
     * @return the real one, also where 0 was asked for; the same after closing
     */
    public int port() {
        return running.port();
    }

    /**
     * Returns where a client on this machine finds a path.
     *
     * @param path the path of a handler, below the context path; begins with a slash
     * @return a {@code ws} or {@code wss} URI, with {@code localhost} where the server listens on all interfaces
     * @throws IllegalArgumentException if the path makes no URI
     */
    public URI uri(String path) {
        return running.uri(path);
    }

    /**
     * Returns where the services are.
     *
     * @return the paths of the handlers, below the context path, sorted; unmodifiable
     */
    public SortedSet<String> paths() {
        return running.paths();
    }

    /**
     * Looks up a bean of this server's application, for code that is none, such as a {@code main} that publishes.
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
     * Waits until the server is closed, by whatever thread.
     *
     * @throws InterruptedException if the current thread is interrupted; the server goes on
     */
    public void await() throws InterruptedException {
        closed.await();
    }

    /**
     * Stops the server: takes no more connections, lets the calls that run end within {@link
     * WebshocketSettings#shutdownGrace()}, closes every connection with 1001 as soon as it has none, waits at most 10 seconds
     * longer for the disconnect callbacks, and frees the port, the threads and the beans. Where another
     * thread is closing it already, this returns at once; {@link #await()} tells when that is done. A handler that stops
     * its own server should let another thread do so, or the server waits all that time for the handler.
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
            // The JVM ends with its hooks, whoever else is still closing.
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
                // The JVM is going down, and its hooks with it.
            }
        }
    }

    @Override
    public String toString() {
        return "WebSocketServer[" + uri("") + "]";
    }

    /**
     * Collects what a server is to be like. Only the port must be set. For one thread; {@link #start()} may be called
     * several times.
     */
    public static final class Builder {

        private String host = "0.0.0.0";
        private int port = -1;
        private String contextPath = "";
        private List<Class<?>> handlers = List.of();
        private List<Class<?>> beans = List.of();
        private List<CallInterceptor> interceptors = List.of();
        private WebshocketSettings settings;
        private JsonbConfig jsonbConfig;
        private Path content;
        private boolean classPathContent;
        private SSLContext sslContext;
        private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
        private boolean shutdownHook = true;

        private Builder() {}

        /**
         * Sets where the server listens. Without, it is reached through all interfaces of the machine.
         *
         * @param host the address of one interface or a name of it, such as {@code localhost}; {@code 0.0.0.0}, the
         *     default, for all
         * @return this
         */
        public Builder host(String host) {
            this.host = Objects.requireNonNull(host, "host");
            return this;
        }

        /**
         * Sets the port. There is no default.
         *
         * @param port 1 to 65535, or 0 for any free one
         * @return this
         * @throws IllegalArgumentException if it is out of that range
         */
        public Builder port(int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("a port is 0 to 65535, but not " + port);
            }
            this.port = port;
            return this;
        }

        /**
         * Sets what the paths of all handlers begin with. Pages are not below it.
         *
         * @param contextPath begins with a slash and does not end with one, for instance {@code /app}; empty, the
         *     default, for none
         * @return this
         * @throws IllegalArgumentException if it is of another form, or no path of a URI
         */
        public Builder contextPath(String contextPath) {
            if (!contextPath.isEmpty() && (!contextPath.startsWith("/") || contextPath.endsWith("/"))) {
                throw new IllegalArgumentException(
                        "a context path begins with a slash and does not end with one, unlike \"" + contextPath + '"');
            }
            if (!ServerUri.isPath(contextPath)) {
                throw new IllegalArgumentException(
                        "a context path is a path as URIs have it, unlike \"" + contextPath + '"');
            }
            this.contextPath = contextPath;
            return this;
        }

        /**
         * Names the handlers, which turns discovery off: these classes and those of {@link #beans} are the beans, and
         * nothing else on the class path is looked at. Without, and without {@code beans}, CDI discovers the beans of all
         * class path entries that have a {@code META-INF/beans.xml}.
         *
         * @param handlers classes with {@link dev.webshocket.WebSocketHandler}; one without it stops the start with
         *     {@code WEBSHOCKET-0001}
         * @return this
         */
        public Builder handlers(Class<?>... handlers) {
            this.handlers = classes("handlers", handlers);
            return this;
        }

        /**
         * Names beans that are no handlers, which turns discovery off as {@link #handlers} does.
         *
         * @param beans what the handlers inject, and what else is to be a bean
         * @return this
         */
        public Builder beans(Class<?>... beans) {
            this.beans = classes("beans", beans);
            return this;
        }

        /**
         * Gives what surrounds each call, to trace, measure or refuse it.
         *
         * @param interceptors the first is the outermost; around all of those that are beans
         * @return this
         */
        public Builder interceptors(CallInterceptor... interceptors) {
            this.interceptors = List.of(interceptors);
            return this;
        }

        private static List<Class<?>> classes(String argument, Class<?>... classes) {
            Objects.requireNonNull(classes, argument);
            for (int i = 0; i < classes.length; i++) {
                Objects.requireNonNull(classes[i], argument + '[' + i + "] is null");
            }
            return List.of(classes);
        }

        /**
         * Sets the bounds and habits. Without, the application's bean of this type counts, else {@link
         * WebshocketSettings#defaults()}.
         *
         * @param settings the settings, which the application can inject
         * @return this
         */
        public Builder settings(WebshocketSettings settings) {
            this.settings = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /**
         * Sets how Java types are read and written where their annotations say nothing else, in JSON and in MessagePack
         * alike. Without, the application's bean of this type counts, else what JSON-B has by default.
         *
         * @param config read once, at the start; what cannot hold in both encodings stops the start with {@code
         *     WEBSHOCKET-0113} or {@code WEBSHOCKET-0114}
         * @return this
         */
        public Builder jsonbConfig(JsonbConfig config) {
            jsonbConfig = Objects.requireNonNull(config, "config");
            return this;
        }

        /**
         * Serves the files of a directory at {@code /}, to GET and HEAD. A directory is answered with its {@code
         * index.html}. Files outside of the directory, also by symbolic links, and those with a name that begins with a
         * dot are not served.
         *
         * @param directory the directory, which must exist when the server starts
         * @return this
         */
        public Builder content(Path directory) {
            content = Objects.requireNonNull(directory, "directory");
            return this;
        }

        /**
         * Serves what the class path holds below {@code META-INF/resources} at {@code /}, as a servlet container does for
         * the libraries of an application. A file of {@link #content} goes first.
         *
         * @return this
         */
        public Builder classPathContent() {
            classPathContent = true;
            return this;
        }

        /**
         * Makes the server speak TLS, 1.2 or 1.3, and nothing else: clients use {@code wss} and {@code https}.
         *
         * @param context an initialised context with the server's key
         * @return this
         */
        public Builder sslContext(SSLContext context) {
            sslContext = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * Sets whether clients have to show a certificate, which must be one that the SSL context's trust managers
         * accept. Its subject is then the connection's principal. Without an SSL context it has no effect.
         *
         * @param clientAuthentication default {@link ClientAuthentication#NONE}
         * @return this
         */
        public Builder clientAuthentication(ClientAuthentication clientAuthentication) {
            this.clientAuthentication = Objects.requireNonNull(clientAuthentication, "clientAuthentication");
            return this;
        }

        /**
         * Sets whether the server closes itself when the JVM goes down, for instance by Ctrl-C.
         *
         * @param shutdownHook default true
         * @return this
         */
        public Builder shutdownHook(boolean shutdownHook) {
            this.shutdownHook = shutdownHook;
            return this;
        }

        /**
         * Starts the server. When this returns, clients can connect; when it throws, nothing is left running.
         *
         * @return the server, which is to be closed
         * @throws IllegalStateException if no port is set
         * @throws DefinitionException if a handler cannot be served; it lists all that is wrong
         * @throws ServerStartException if the port is in use, or the server cannot start for another reason
         */
        public WebSocketServer start() {
            if (port < 0) {
                throw new IllegalStateException("no port is set; call port(...), with 0 for any free one");
            }
            return new WebSocketServer(new ServerOptions(
                    host,
                    port,
                    contextPath,
                    handlers,
                    beans,
                    interceptors,
                    settings,
                    jsonbConfig,
                    content,
                    classPathContent,
                    sslContext,
                    clientAuthentication,
                    shutdownHook));
        }
    }
}
