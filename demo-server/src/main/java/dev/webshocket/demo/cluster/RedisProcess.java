package dev.webshocket.demo.cluster;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis of one's own on the loopback interface, without a password: the {@code redis-server} of the path, else the one that the
 * library embedded-redis brings. It ends with the process that has started it, even a killed one. For one thread, but for {@link
 * #onEnd}.
 */
public final class RedisProcess implements AutoCloseable {

    private static final int ATTEMPTS = 3;
    private static final long START_SECONDS = 30;
    private static final int LOOK_MILLIS = 20;
    private static final int ANSWER_MILLIS = 1_000;
    /** Writes to the file $0. Ends Redis when the standard input ends, which is when the parent does. */
    private static final String SHELL =
            "\"$@\" </dev/null >\"$0\" 2>&1 & redis=$!; echo $redis; cat >/dev/null; kill -KILL $redis";

    private final String program;
    private final int port;
    /** Null to keep nothing. */
    private final Path data;

    private Process shell;
    private ProcessHandle redis;

    private RedisProcess(String program, int port, Path data) {
        this.program = program;
        this.port = port;
        this.data = data;
    }

    /** There is no Redis, or it does not start. */
    public static final class NotStartedException extends Exception {

        private NotStartedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Starts a Redis on a free port that keeps nothing on disk, and waits until it answers.
     *
     * @return runs until it is closed
     * @throws NotStartedException if there is none, or it does not start
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static RedisProcess start() throws NotStartedException, InterruptedException {
        return start(null);
    }

    /**
     * Starts a Redis on a free port, and waits until it answers.
     *
     * @param data the directory for its file (AOF), to which it writes each change before it answers; null to keep nothing
     * @return runs until it is closed
     * @throws NotStartedException if there is none, or it does not start
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static RedisProcess start(Path data) throws NotStartedException, InterruptedException {
        String program = program();
        for (int attempt = 1; ; attempt++) {
            RedisProcess started = new RedisProcess(program, freePort(), data);
            try {
                started.restart();
                return started;
            } catch (NotStartedException e) {
                // Its port may have been taken meanwhile.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Kills it, and starts it again on the same port, with what its file has.
     *
     * @throws NotStartedException if it does not start
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public void restart() throws NotStartedException, InterruptedException {
        close();
        try {
            launch();
        } catch (IOException e) {
            throw new NotStartedException(program + " does not start: " + e.getMessage(), e);
        }
    }

    /** Returns the port that it listens on. */
    public int port() {
        return port;
    }

    /** Returns the id of its process. */
    public long pid() {
        return redis.pid();
    }

    /** Returns its URL for {@code webshocket.redis.url}. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Returns what completes when the process has ended, for whatever reason; of that process, not of one started later. */
    public CompletableFuture<?> onEnd() {
        return redis.onExit();
    }

    /** Stops it in the midst of what it does (SIGSTOP): connections stay, and nothing answers. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on after {@link #freeze}. */
    public void thaw() {
        signal("CONT");
    }

    /** Kills it (SIGKILL), also if it is frozen. Its file stays. May be called several times. */
    @Override
    public void close() {
        if (redis != null) {
            redis.destroyForcibly();
            redis.onExit().join();
        }
        if (shell != null) {
            shell.destroy();
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String program() throws NotStartedException {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path program = Path.of(directory, "redis-server");
            if (Files.isExecutable(program)) {
                return program.toString();
            }
        }
        try {
            return ExecutableProvider.newJarResourceProvider().get().toString();
        } catch (IOException | RuntimeException e) {
            throw new NotStartedException(
                    "there is no redis-server on the path, and embedded-redis has none for this system ("
                            + e.getMessage() + "); on Debian: apt-get install redis-server",
                    e);
        }
    }

    private static int freePort() throws NotStartedException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new NotStartedException("no port is free: " + e.getMessage(), e);
        }
    }

    private void launch() throws IOException, InterruptedException {
        Path output = Files.createTempFile("webshocket-redis", ".log");
        shell = new ProcessBuilder(command(output)).start();
        boolean answers = false;
        try {
            BufferedReader lines = shell.inputReader(StandardCharsets.US_ASCII);
            long pid = Long.parseLong(String.valueOf(lines.readLine()));
            redis = ProcessHandle.of(pid).orElse(null);
            awaitAnswer(output);
            answers = true;
        } catch (NumberFormatException e) {
            throw new IOException(lastLine(output), e);
        } finally {
            if (!answers) {
                close();
            }
            // Redis holds it open.
            Files.deleteIfExists(output);
        }
    }

    private List<String> command(Path output) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SHELL, output.toString(), program));
        command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1", "--save", ""));
        command.addAll(
                data == null
                        ? List.of("--appendonly", "no")
                        : List.of("--appendonly", "yes", "--appendfsync", "always", "--dir", data.toString()));
        return command;
    }

    private void awaitAnswer(Path output) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!answers()) {
            if (redis == null || !redis.isAlive()) {
                throw new IOException(lastLine(output));
            }
            if (TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) >= START_SECONDS) {
                throw new IOException("it does not answer within " + START_SECONDS + " seconds");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** While it reads its file it listens, and answers otherwise. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+PONG".length());
            return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    private static String lastLine(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        return lines.isEmpty() ? "it has ended at once" : lines.get(lines.size() - 1);
    }
}
