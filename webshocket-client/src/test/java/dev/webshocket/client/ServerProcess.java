package dev.webshocket.client;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.tyrus.WebSocketServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server in its own JVM, to be killed. It ends with the process that started it, however that ends. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The service. */
    @WebSocketHandler("/ws")
    public static class Adder {

        @RpcMethod
        public int add(int a, int b) {
            return a + b;
        }
    }

    /** Serves until its standard input ends; the first argument is the port. */
    public static void main(String[] arguments) throws IOException {
        WebSocketServer server = WebSocketServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .handlers(Adder.class)
                .start();
        System.out.println(server.port());
        while (System.in.read() >= 0) {
            // Nothing is written to standard input.
        }
        System.exit(0);
    }

    /** Starts a server and waits until it listens; port 0 stands for any free port. */
    static ServerProcess start(int port) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName(),
                        String.valueOf(port))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the server did not start");
        }
        return new ServerProcess(process, Integer.parseInt(line));
    }

    int port() {
        return port;
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + port + "/ws");
    }

    /** Kills it, as a crash would, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server does not die");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
