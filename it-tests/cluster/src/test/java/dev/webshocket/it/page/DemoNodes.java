package dev.webshocket.it.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.demo.cluster.Nodes;
import dev.webshocket.it.managed.Lifeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ./demo --nodes N} starts: the built demo in a process of its own, which tells the processes of its servers, and starts those
 * again that end. It ends with the tests. For one thread.
 */
final class DemoNodes implements AutoCloseable {

    private static final long CLOSE_SECONDS = 30;
    private static final Pattern SERVER = Pattern.compile("(Started again: )?Server (\\d): process (\\d+), .*");
    private static final Pattern READY = Pattern.compile("Webshocket demo: http://localhost:(\\d+)/ .*");

    private final Process process;
    private final BufferedReader lines;
    private final Map<String, Long> servers = new TreeMap<>();
    private URI page;

    private DemoNodes(Process process) {
        this.process = process;
        lines = process.inputReader(UTF_8);
    }

    /** Starts it, and waits until all servers listen. */
    static DemoNodes start(int servers) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                Lifeline.option(Path.of("target")),
                "-jar",
                jar(),
                "--nodes",
                String.valueOf(servers),
                "--port",
                "0");
        DemoNodes nodes = new DemoNodes(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        try {
            nodes.awaitReady();
            return nodes;
        } catch (IOException e) {
            nodes.close();
            throw e;
        }
    }

    private static String jar() {
        try {
            return Path.of(Nodes.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitReady() throws IOException {
        while (page == null) {
            Matcher ready = READY.matcher(line());
            if (ready.matches()) {
                page = URI.create("http://127.0.0.1:" + ready.group(1) + "/");
            }
        }
    }

    private String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("the demo has ended");
        }
        Matcher server = SERVER.matcher(line);
        if (server.matches()) {
            servers.put(server.group(2), Long.valueOf(server.group(3)));
        }
        return line;
    }

    /** Returns the address of the page behind the front door. */
    URI page() {
        return page;
    }

    /** Returns the processes of the servers. */
    List<Long> servers() {
        return List.copyOf(servers.values());
    }

    /** Waits until there is another process in place of one that ends. */
    void awaitRestart(long ended) throws IOException {
        while (servers.containsValue(ended)) {
            line();
        }
    }

    @Override
    public void close() {
        process.toHandle().destroy(); // leaves its streams open
        try {
            if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
