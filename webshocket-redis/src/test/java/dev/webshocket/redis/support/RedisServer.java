package dev.webshocket.redis.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * A real redis-server of a test, on a free port of the loopback address, with its data in a directory of its own: Debian's, where it
 * is on the path, else the one that embedded-redis ships. It ends with the test. For one thread.
 */
public final class RedisServer implements AutoCloseable {

    private static final int ATTEMPTS = 10;
    private static final long LONGEST_START_MILLIS = 60_000;

    /** The bus of a Redis Cluster has a port that is higher by 10,000. */
    private static final int HIGHEST_PORT = 55_000;

    private final Kind kind;
    private final List<String> options;
    private final Path directory;
    private int port;
    private Process process;

    private enum Kind {
        PLAIN,
        TLS,
        SENTINEL
    }

    private RedisServer(Kind kind, List<String> options) {
        this.kind = kind;
        this.options = List.copyOf(options);
        try {
            this.directory = Files.createTempDirectory("redis-of-a-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::killQuietly));
    }

    /**
     * Starts a server that writes what it has been told to its file (AOF) before it answers.
     *
     * @param options more options, such as {@code --requirepass}, {@code secret}
     */
    public static RedisServer start(String... options) {
        return started(new RedisServer(Kind.PLAIN, Arrays.asList(options)));
    }

    /** Starts a server whose only port is one of TLS. */
    public static RedisServer startTls(String... options) {
        return started(new RedisServer(Kind.TLS, Arrays.asList(options)));
    }

    /** Starts a sentinel that alone watches a master, and promotes its replica a second after it is lost. */
    public static RedisServer startSentinel(String master, RedisServer watched) {
        return started(new RedisServer(
                Kind.SENTINEL,
                List.of(
                        "sentinel monitor " + master + " 127.0.0.1 " + watched.port + " 1",
                        "sentinel down-after-milliseconds " + master + " 1000",
                        "sentinel failover-timeout " + master + " 5000")));
    }

    private static RedisServer started(RedisServer server) {
        for (int attempt = 1; ; attempt++) {
            do {
                server.port = freePort();
            } while (server.port > HIGHEST_PORT);
            try {
                server.launch();
                return server;
            } catch (IllegalStateException e) {
                // Somebody else has taken the port meanwhile.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Returns a port that was free a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the URL for {@code webshocket.redis.url}, without a password. */
    public String url() {
        return (kind == Kind.TLS ? "rediss://localhost:" : "redis://127.0.0.1:") + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Stops it in the midst of what it does (SIGSTOP): connections stay, and nothing answers. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on after {@link #freeze}. */
    public void thaw() {
        signal("CONT");
    }

    /** Kills it (SIGKILL). Its file stays. */
    public void kill() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it again on the same port, with what its file has. */
    public void restart() {
        launch();
    }

    /** Starts it again on the same port, without any data. */
    public void restartEmpty() {
        deleteFiles();
        launch();
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(code).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void launch() {
        try {
            Files.createDirectories(directory);
            process = new ProcessBuilder(kind == Kind.SENTINEL ? sentinelCommand() : command())
                    .redirectErrorStream(true)
                    .redirectOutput(directory
                            .resolveSibling(directory.getFileName() + ".log")
                            .toFile())
                    .start();
            waitForPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(executable(), "--bind", "127.0.0.1"));
        command.addAll(
                kind == Kind.TLS ? List.of("--port", "0", "--tls-port", "" + port) : List.of("--port", "" + port));
        command.addAll(List.of("--dir", directory.toString(), "--save", "", "--appendonly", "yes"));
        command.addAll(options);
        return command;
    }

    private List<String> sentinelCommand() throws IOException {
        List<String> lines = new ArrayList<>(List.of("bind 127.0.0.1", "port " + port, "dir " + directory));
        lines.addAll(options);
        Path file = directory.resolve("sentinel.conf");
        Files.write(file, lines);
        return List.of(executable(), file.toString(), "--sentinel");
    }

    private void waitForPort() throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_START_MILLIS);
        while (process.isAlive() && System.nanoTime() - end < 0) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return;
            } catch (IOException e) {
                pause();
            }
        }
        killQuietly();
        throw new IllegalStateException("redis-server does not listen: "
                + Files.readString(directory.resolveSibling(directory.getFileName() + ".log")));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns redis-server of the path, else the one that embedded-redis unpacks. */
    public static String executable() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path file = Path.of(folder, "redis-server");
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        try {
            return ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void killQuietly() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    private void deleteFiles() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        deleteFiles();
        try {
            Files.deleteIfExists(directory.resolveSibling(directory.getFileName() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
