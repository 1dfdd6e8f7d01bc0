package dev.webshocket.demo.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in its own process with a small heap, observed from outside. For one thread. */
final class AttackedServer implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("ws://[^/]*:(\\d+)/ws");
    private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);
    /** The collector's padding, which the histogram counts as objects. */
    private static final Pattern FILLERS =
            Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +\\S*jdk\\.internal\\.vm\\.Filler");

    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

    private final Process process;
    private final Path log;
    private final int port;

    /**
     * Starts it.
     *
     * @param main accepts {@code --port 0} and prints its address
     * @param directory for its output
     */
    AttackedServer(Class<?> main, Path directory) throws IOException, InterruptedException {
        log = directory.resolve(main.getSimpleName() + ".log");
        Path out = directory.resolve(main.getSimpleName() + ".out");
        process = java(main, List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"), List.of("--port", "0"))
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        port = awaitPort(out);
    }

    /** Starts attackers, which end by themselves, in a process apart from server and polite client. */
    Process attackers(Attack attack, long seconds) throws IOException {
        return java(
                        Attackers.class,
                        List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        List.of(attack.name(), String.valueOf(port), String.valueOf(seconds)))
                .inheritIO()
                .start();
    }

    private static ProcessBuilder java(Class<?> main, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                BIN.resolve("java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
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
        throw new AssertionError("the server has not started: " + log());
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

    /** Returns the reachable objects by class, after a garbage collection. */
    String histogram() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        List.of(BIN.resolve("jcmd").toString(), String.valueOf(process.pid()), "GC.class_histogram"))
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        jcmd.waitFor();
        return histogram;
    }

    /** Returns the number of reachable bytes, after a garbage collection, without what fills gaps between objects. */
    long liveBytes() throws IOException, InterruptedException {
        String histogram = histogram();
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new AssertionError("no histogram: " + histogram);
        }
        long fillers = FILLERS.matcher(histogram)
                .results()
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
        return Long.parseLong(total.group(1)) - fillers;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
