package dev.webshocket.demo.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo in a process of its own with a small heap, and what can be seen of it from outside. For one thread. */
final class AttackedServer implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("ws://[^/]*:(\\d+)/ws");
    private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

    private final Process process;
    private final Path log;
    private final int port;

    AttackedServer(Path directory) throws IOException, InterruptedException {
        log = directory.resolve("log");
        Path out = directory.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(
                BIN.resolve("java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.webshocket.demo.Main",
                "--port",
                "0");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        process =
                builder.redirectOutput(out.toFile()).redirectError(log.toFile()).start();
        port = awaitPort(out);
    }

    private int awaitPort(Path out) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline && process.isAlive()) {
            Matcher greeting = PORT.matcher(Files.readString(out));
            if (greeting.find()) {
                return Integer.parseInt(greeting.group(1));
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("the demo has not started: " + log());
    }

    int port() {
        return port;
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + port + "/ws");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(log, UTF_8);
    }

    /** Returns what is reachable by class, after a collection of garbage. */
    String histogram() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        List.of(BIN.resolve("jcmd").toString(), String.valueOf(process.pid()), "GC.class_histogram"))
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        jcmd.waitFor();
        return histogram;
    }

    /** Returns how many bytes are reachable, after a collection of garbage. */
    long liveBytes() throws IOException, InterruptedException {
        String histogram = histogram();
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new AssertionError("no histogram: " + histogram);
        }
        return Long.parseLong(total.group(1));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
