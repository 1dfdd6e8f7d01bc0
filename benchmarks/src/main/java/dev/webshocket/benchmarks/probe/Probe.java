package dev.webshocket.benchmarks.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Java agent that reports the allocation and the heap of a server's JVM. It listens on a free port of the loopback
 * address, and writes the port and its process id to the file named by its argument. A client sends lines: the answer
 * to {@code allocated} is the bytes that all threads have allocated since the start, the answer to {@code heap} the
 * bytes in use after a collection.
 */
public final class Probe {

    private static final int COLLECTIONS = 3;

    private Probe() {}

    /**
     * Starts the agent.
     *
     * @param portFile the file for the port
     * @throws IOException if there is no port, or the file cannot be written
     */
    public static void premain(String portFile) throws IOException {
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        String where = listener.getLocalPort() + " " + ProcessHandle.current().pid();
        Path written = Files.writeString(Path.of(portFile + ".new"), where);
        Files.move(written, Path.of(portFile));
        Thread thread = new Thread(() -> serve(listener), "probe");
        thread.setDaemon(true);
        thread.start();
    }

    private static void serve(ServerSocket listener) {
        while (true) {
            try (Socket client = listener.accept();
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    client.getOutputStream().write((answer(line) + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static long answer(String question) {
        return switch (question) {
            case "allocated" -> allocated();
            case "heap" -> heap();
            default -> throw new IllegalArgumentException(question);
        };
    }

    /** Called by reflection: the total including ended threads exists only from Java 21 on. */
    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try {
            return (long) com.sun.management.ThreadMXBean.class
                    .getMethod("getTotalThreadAllocatedBytes")
                    .invoke(threads);
        } catch (ReflectiveOperationException e) {
            long sum = 0;
            for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
                sum += Math.max(bytes, 0);
            }
            return sum;
        }
    }

    private static long heap() {
        for (int n = 0; n < COLLECTIONS; n++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
