package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.tyrus.WebSocketServer;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of an application with its own class loader, as on an application server. */
@Tag("slow")
@Timeout(240)
class ClassLoaderTest {

    private static final int CLIENTS = 20;

    /** The application's code, loaded by its class loader. */
    public static final class Application {

        private Application() {}

        public static void run(URI uri) {
            for (int i = 0; i < CLIENTS; i++) {
                try (WebSocketClient client = WebSocketClient.connect(uri)) {
                    assertThat(client.callAsync("add", Integer.class, i, 1).join())
                            .isEqualTo(i + 1);
                }
            }
        }
    }

    @Test
    void closedClientsRetainNeitherThreadsNorTheClassLoader() throws Exception {
        WeakReference<ClassLoader> application;
        // Threads of other tests may end later.
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        try (WebSocketServer server = WebSocketServer.builder()
                .host("127.0.0.1")
                .port(0)
                .handlers(ServerProcess.Adder.class)
                .start()) {
            application = run(server.uri("/ws"));
        }
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    System.gc();
                    return application.get() == null;
                });
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            System.gc();
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !others.contains(thread))
                    .map(Thread::getName)
                    .noneMatch(name -> name.startsWith("HttpClient-") || name.startsWith("webshocket-"));
        });
    }

    private static WeakReference<ClassLoader> run(URI uri) throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            current.setContextClassLoader(loader);
            Class<?> type = loader.loadClass(Application.class.getName());
            assertThat(type).isNotSameAs(Application.class);
            type.getMethod("run", URI.class).invoke(null, uri);
            return new WeakReference<>(loader);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
