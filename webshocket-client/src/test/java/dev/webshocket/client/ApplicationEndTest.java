package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webshocket.internal.client.ClientsInitializer;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Clients that a web application has left open as it ends. */
class ApplicationEndTest extends ServedClient {

    /** An application that has this library, which is loaded by its class loader. */
    public static final class Application {

        private Application() {}

        /** Leaves a client open, and closes another one. */
        public static void start(URI uri) {
            WebSocketClient left = WebSocketClient.connect(uri);
            assertThat(left.call("add", int.class, 1, 2)).isEqualTo(3);
            WebSocketClient.connect(uri).close();
        }

        public static void end() {
            ApplicationEndTest.end(Application.class.getClassLoader());
        }
    }

    /** Ends an application as a servlet container does. */
    private static void end(ClassLoader application) {
        List<ServletContextListener> listeners = new ArrayList<>();
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "addListener" -> listeners.add((ServletContextListener) arguments[0]);
                    case "getClassLoader" -> application;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
        new ClientsInitializer().onStartup(null, context);
        listeners.forEach(listener -> listener.contextDestroyed(new ServletContextEvent(context)));
        assertThat(listeners).isNotEmpty();
    }

    private WebSocketClient clientOf(ClassLoader loader) {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(loader);
        try {
            return WebSocketClient.connect(server.uri("/ws"));
        } finally {
            current.setContextClassLoader(before);
        }
    }

    @Test
    void containersFindTheInitializer() {
        assertThat(ServiceLoader.load(ServletContainerInitializer.class))
                .hasAtLeastOneElementOfType(ClientsInitializer.class);
    }

    @Test
    void thoseOfTheApplicationAreClosedAndOthersWorkOn() {
        ClassLoader application = new ClassLoader() {};
        WebSocketClient own = clientOf(application);
        WebSocketClient ofAPart = clientOf(new ClassLoader(application) {});
        try (WebSocketClient other = clientOf(new ClassLoader() {})) {
            end(application);

            assertThat(own.state()).isEqualTo(ClientState.CLOSED);
            assertThat(ofAPart.state()).isEqualTo(ClientState.CLOSED);
            assertThatThrownBy(() -> own.call("add", int.class, 1, 2)).isInstanceOf(ConnectionClosedException.class);
            assertThat(other.call("add", int.class, 1, 2)).isEqualTo(3);
            assertThat(client.call("add", int.class, 2, 2)).isEqualTo(4);
        }
    }

    @Test
    void oneThatIsAboutToReconnectIsClosed() {
        ClassLoader application = new ClassLoader() {};
        WebSocketClient own = clientOf(application);
        server.close();
        await().atMost(Duration.ofSeconds(20)).until(() -> own.state() == ClientState.DISCONNECTED);

        end(application);

        assertThat(own.state()).isEqualTo(ClientState.CLOSED);
    }

    @Test
    void noThreadIsLeftOfAnApplicationThatHasTheLibrary() throws Exception {
        Set<Thread> before = clientThreads();
        WeakReference<ClassLoader> application = runApplication(before);
        await().atMost(Duration.ofSeconds(50))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    System.gc();
                    return application.get() == null;
                });
    }

    private WeakReference<ClassLoader> runApplication(Set<Thread> before) throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader loaderBefore = current.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            current.setContextClassLoader(loader);
            Class<?> type = loader.loadClass(Application.class.getName());
            type.getMethod("start", URI.class).invoke(null, server.uri("/ws"));
            assertThat(clientThreads()).hasSizeGreaterThan(before.size());

            type.getMethod("end").invoke(null);

            Set<Thread> left = clientThreads();
            left.removeAll(before);
            // Before Java 21 the garbage collector ends the threads of HTTP clients.
            assertThat(left)
                    .allMatch(thread ->
                            Runtime.version().feature() < 21 && thread.getName().startsWith("HttpClient-"))
                    .noneMatch(thread -> thread.getContextClassLoader() == loader);
            return new WeakReference<>(loader);
        } finally {
            current.setContextClassLoader(loaderBefore);
        }
    }

    private static Set<Thread> clientThreads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread ->
                !thread.getName().startsWith("HttpClient-") && !thread.getName().startsWith("webshocket-client-"));
        return threads;
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
