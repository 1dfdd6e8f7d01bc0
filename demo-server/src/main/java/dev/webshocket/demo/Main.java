package dev.webshocket.demo;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.tyrus.ServerStartException;
import dev.webshocket.tyrus.WebSocketServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.logging.LogManager;

/** The demo: starts the server, says where it is, and runs until it is ended from outside. */
public final class Main {

    /** How long connections may take to close once the demo is told to end. */
    private static final long CLOSE_MILLIS = 1_500;

    /** How much of that time calls have that run; the rest is for telling their clients. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private Main() {}

    /**
     * Runs the demo. It exits with 1 if the server does not start, and with 2 if the arguments are wrong.
     *
     * @param arguments see {@code --help}
     * @throws InterruptedException never in practice: nobody interrupts the main thread
     */
    public static void main(String[] arguments) throws InterruptedException {
        int status = run(List.of(arguments));
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(List<String> arguments) throws InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(Options.USAGE);
            return 2;
        }
        if (options.help()) {
            System.out.println(Options.USAGE);
            return 0;
        }
        quietLogging();
        try {
            serve(options.port());
            return 0;
        } catch (ServerStartException e) {
            System.err.println("Webshocket demo does not start: " + e.getMessage() + "; --port N takes another port");
            return 1;
        }
    }

    private static void serve(int port) throws InterruptedException {
        WebSocketServer server = start(port);
        Runtime.getRuntime().addShutdownHook(new Thread(closer(server), "demo-shutdown"));
        System.out.println("Webshocket demo: " + server.uri("/").toString().replaceFirst("^ws", "http") + " and "
                + server.uri("/ws") + " (Ctrl-C ends it)");
        server.await();
    }

    /** Starts the example's handlers, at {@code /ws}, and its page, which is on the class path, at {@code /}. */
    static WebSocketServer start(int port) {
        return WebSocketServer.builder()
                .port(port)
                .classPathContent()
                .settings(WebshocketSettings.builder().shutdownGrace(GRACE).build())
                .shutdownHook(false)
                .start();
    }

    /** Closes the server as its own hook would, but does not wait long for clients that do not answer. */
    private static Runnable closer(WebSocketServer server) {
        return () -> {
            Thread closing = new Thread(server::close, "demo-close");
            closing.setDaemon(true);
            closing.start();
            try {
                closing.join(CLOSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Warnings only, unless the user has brought a configuration of their own. */
    private static void quietLogging() {
        if (System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null) {
            return;
        }
        try (InputStream configuration = Main.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
