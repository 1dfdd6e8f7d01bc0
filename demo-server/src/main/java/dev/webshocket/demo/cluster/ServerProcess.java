package dev.webshocket.demo.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A server in a JVM of its own, with the class path of this one. It ends with the process that has started it, even a killed one. Safe
 * for use by any thread.
 */
public final class ServerProcess implements AutoCloseable {

    private static final String LISTENING = "listening on ";
    private static final long CLOSE_SECONDS = 5;

    private final Process process;
    /** 0 until it is known. */
    private volatile int port;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /**
     * Launches a server. What it writes to standard error goes to that of this process.
     *
     * @param main the main class, which calls {@link #serve}
     * @param properties its system properties
     * @param options further options of the JVM
     * @return runs until it is closed
     * @throws IOException if the process cannot be made
     */
    public static ServerProcess launch(Class<?> main, Map<String, String> properties, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // From 24 on Java warns of a method that msgpack-core uses; the option that allows it is new, too.
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        properties.forEach((name, value) -> command.add("-D" + name + '=' + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return new ServerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /**
     * Waits until the server listens. For one thread.
     *
     * @return this
     * @throws IOException if it ends before
     */
    public ServerProcess awaitListening() throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            // Other lines may be the JVM's.
            if (line.startsWith(LISTENING)) {
                port = Integer.parseInt(line.substring(LISTENING.length()));
                return this;
            }
        }
        throw new IOException("server process " + pid() + " has ended before it listened");
    }

    /**
     * Tells the parent that this process listens, and waits until the parent wants it to end. For the main thread of a server.
     *
     * @param port where it listens
     * @throws IOException if the standard streams fail
     */
    public static void serve(int port) throws IOException {
        System.out.println(LISTENING + port);
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    /** Tells whether {@link #awaitListening} has returned. */
    public boolean isListening() {
        return port != 0;
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Returns the id of its process. */
    public long pid() {
        return process.pid();
    }

    /** Returns what completes when the process has ended, for whatever reason. */
    public CompletableFuture<ServerProcess> onEnd() {
        return process.onExit().thenApply(ended -> this);
    }

    /** Kills it, so that nothing is said to its clients. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Ends it in an orderly way, and kills it where that takes more than 5 seconds. May be called several times. */
    @Override
    public void close() {
        boolean ended = false;
        try {
            process.getOutputStream().close();
            ended = process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            // It is killed below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            kill();
        }
    }
}
