package dev.webshocket.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The demo as a separate process, in the default locale C. For one thread. */
final class DemoProcess implements AutoCloseable {

    /** The exit status of a JVM that was told to end, by the signal 15. */
    static final int TOLD_TO_END = 128 + 15;

    private final Process process;
    private final BufferedReader out;

    private DemoProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    static DemoProcess start(String... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    static DemoProcess start(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Like the script.
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        // Java would report this variable on the captured stream.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new DemoProcess(builder.start());
    }

    /** Waits for the next line of standard output. */
    String line() throws IOException {
        return out.readLine();
    }

    /** Closes standard output, so that writing to it fails. */
    void stopReading() throws IOException {
        process.getInputStream().close();
    }

    /** Tells the process to end, as Ctrl-C does. */
    void tellToEnd() {
        process.toHandle().destroy(); // unlike that of the process it leaves the streams open
    }

    /** Waits for the end. */
    int status() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends by itself").isTrue();
        return process.exitValue();
    }

    /** Waits for the end, and reads the rest of standard output. */
    Outcome outcome() throws IOException, InterruptedException {
        StringBuilder rest = new StringBuilder();
        for (int c = out.read(); c >= 0; c = out.read()) {
            rest.append((char) c);
        }
        return new Outcome(status(), rest.toString(), errors());
    }

    /** Reads standard error to its end. */
    String errors() throws IOException {
        return new String(process.getErrorStream().readAllBytes(), UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
