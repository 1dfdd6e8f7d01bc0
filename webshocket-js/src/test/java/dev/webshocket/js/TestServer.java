package dev.webshocket.js;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.support.ScheduleHandler;
import dev.webshocket.tyrus.WebSocketServer;
import dev.webshocket.tyrus.WebSocketServerBuilder;
import java.time.Duration;

/** The server of the tests, which can be stopped and started again on its port. Safe for use by any thread. */
final class TestServer implements AutoCloseable {

    private final Terms terms;
    private final SessionStore store;
    private WebSocketServer server;
    private int port;

    /**
     * How a server is.
     *
     * @param handsOver whether sessions outlive the server
     * @param keep how long it keeps a session whose client is away
     * @param beat how long it sends nothing at most
     * @param retryAfter when clients are to come back after it has stopped
     */
    record Terms(boolean handsOver, Duration keep, Duration beat, Duration retryAfter) {

        static final Terms USUAL = new Terms(false, Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ZERO);
    }

    TestServer(Terms terms) {
        this.terms = terms;
        this.store = terms.handsOver() ? SessionStore.inMemory(1000) : null;
        start();
    }

    synchronized void start() {
        WebSocketServerBuilder builder = WebSocketServer.builder()
                .host("127.0.0.1")
                .port(port)
                .handlers(CallsHandler.class, LedgerHandler.class, ChannelsHandler.class, ScheduleHandler.class)
                .channelRules(ScheduleHandler.rules(ChannelsHandler.rules()).build())
                .credentialCheck(new Tokens())
                .settings(WebshocketSettings.builder()
                        .allowedOrigins("*")
                        .sessionKeep(terms.keep())
                        .pingInterval(terms.beat())
                        .retryAfter(terms.retryAfter())
                        .shutdownGrace(Duration.ZERO)
                        .build());
        server = (store == null ? builder : builder.sessionStore(store)).start();
        port = server.port();
    }

    synchronized void stop() {
        server.close();
    }

    synchronized int port() {
        return port;
    }

    @Override
    public void close() {
        stop();
    }
}
