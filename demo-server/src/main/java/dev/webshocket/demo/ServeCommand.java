package dev.webshocket.demo;

import dev.webshocket.Discovery;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.tyrus.ServerStartException;
import dev.webshocket.tyrus.WebSocketServer;
import dev.webshocket.tyrus.WebSocketServerBuilder;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Serves the example's handlers at {@code /ws} and its page at {@code /}, until the process is told to end.
 *
 * @param port the port to listen on, 0 for any free port
 * @param tls whether to serve {@code https} and {@code wss}
 */
record ServeCommand(int port, boolean tls) implements Command {

    private static final int DEFAULT_PORT = 8080;
    /** How long connections may take to close once the demo is told to end. */
    private static final long CLOSE_MILLIS = 1_500;
    /** The part of that time for running calls; the rest is for closing the connections. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** Parses the command line. */
    static Command parse(List<String> arguments) throws WrongUsageException, HelpWantedException {
        int port = DEFAULT_PORT;
        boolean tls = false;
        Integer nodes = null;
        for (Words words = new Words(arguments); words.next(); ) {
            if (!words.isOption()) {
                throw words.unknown();
            }
            switch (words.word()) {
                case "--port" -> port = words.port(0);
                case "--tls" -> tls = words.flag();
                case "--nodes" -> nodes = words.number(1, NodesCommand.MOST_NODES);
                default -> throw words.unknown();
            }
        }
        if (nodes == null) {
            return new ServeCommand(port, tls);
        }
        if (tls) {
            throw new WrongUsageException("--nodes has no TLS; leave out --tls");
        }
        return new NodesCommand(port, nodes);
    }

    @Override
    public int run(Console console) {
        Logging.warningsOnly();
        try {
            WebSocketServer server = start();
            Runtime.getRuntime().addShutdownHook(new Thread(closer(server), "demo-shutdown"));
            // Its stream never fails: the server is useful even if nobody reads its output.
            new PrintStream(console.out(), true, StandardCharsets.UTF_8).print(greeting(server));
            server.await();
            return 0;
        } catch (ServerStartException e) {
            console.complain("Webshocket demo does not start: " + e.getMessage() + "; --port N takes another port");
        } catch (SelfSignedKey.NotMadeException e) {
            console.complain("Webshocket demo does not start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    WebSocketServer start() throws SelfSignedKey.NotMadeException {
        WebSocketServerBuilder builder = WebSocketServer.builder()
                .port(port)
                .classPathContent()
                .settings(WebshocketSettings.builder()
                        .shutdownGrace(GRACE)
                        .discover(Discovery.ALL)
                        .serviceTitle("Webshocket demo")
                        .build())
                .shutdownHook(false);
        if (tls) {
            builder.sslContext(SelfSignedKey.forLocalhost());
        }
        return builder.start();
    }

    private String greeting(WebSocketServer server) {
        String greeting = "Webshocket demo: " + server.uri("/").toString().replaceFirst("^ws", "http") + " and "
                + server.uri("/ws") + " (Ctrl-C ends it)\n";
        return tls
                ? greeting + "Its certificate is self-signed; to call it: ./demo call --url " + server.uri("/ws")
                        + " --insecure add 10 20\n"
                : greeting;
    }

    /** Closes the server like its own hook, but waits only shortly for clients that do not answer. */
    static Runnable closer(WebSocketServer server) {
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
}
