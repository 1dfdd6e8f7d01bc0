package dev.webshocket.benchmarks.recovery;

import dev.webshocket.ChannelRules;
import dev.webshocket.Channels;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.demo.cluster.ServerProcess;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.tyrus.WebSocketServer;
import dev.webshocket.tyrus.WebSocketServerBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A process that stops and starts a server at the wish of {@link RecoveryLoad}. The log and the sessions outlive that server. This handler
 * belongs to a second server, which stays, and publishes while the other one is away.
 */
@WebSocketHandler("/control")
@ApplicationScoped
public class RestartedServer {

    private static final int MOST_SESSIONS = 10_000;
    private static final ChannelRules RULES = ChannelRules.builder()
            .channel("*", rule -> rule.history(1_000, Duration.ofMinutes(10)))
            .build();

    private SessionStore sessions = SessionStore.inMemory(MOST_SESSIONS);
    private WebSocketServer server;
    private int port;

    @Inject
    Channels channels;

    /** The log of this process, which each of its servers gets as a bean. */
    @ApplicationScoped
    public static class SharedLog {

        /** Each server has a CDI container of its own, so no bean outlives one. */
        private static final MessageLog LOG = MessageLog.inMemory(64 << 20);

        /**
         * Gives the log.
         *
         * @return always the same
         */
        @Produces
        public MessageLog log() {
            return LOG;
        }
    }

    /**
     * Starts the server, each time on the same port.
     *
     * @param withSessions whether it goes on with the sessions of the one before
     * @return its port
     */
    @RpcMethod
    public synchronized int start(boolean withSessions) {
        if (!withSessions) {
            sessions = SessionStore.inMemory(MOST_SESSIONS);
        }
        server = builder(RoomHandler.class)
                .port(port)
                .sessionStore(sessions)
                // Without a hint all clients come back when their own delay is over.
                .settings(WebshocketSettings.builder().retryAfter(Duration.ZERO).build())
                .start();
        port = server.port();
        return port;
    }

    /** Stops the server. */
    @RpcMethod
    public synchronized void stop() {
        server.close();
    }

    /**
     * Publishes numbers to channels, whether the server is there or not.
     *
     * @param first the first number
     * @param last the last number
     * @param names each gets all numbers
     */
    @RpcMethod
    public void publish(int first, int last, List<String> names) {
        for (int number = first; number <= last; number++) {
            for (String name : names) {
                channels.publish(name, number);
            }
        }
    }

    private static WebSocketServerBuilder builder(Class<?> handler) {
        return WebSocketServer.builder()
                .host("127.0.0.1")
                .handlers(handler)
                .beans(SharedLog.class)
                .channelRules(RULES);
    }

    /**
     * Serves until the parent wants it to end.
     *
     * @param arguments none
     * @throws IOException if the standard streams fail
     */
    public static void main(String[] arguments) throws IOException {
        ServerProcess.serve(builder(RestartedServer.class).port(0).start().port());
        System.exit(0);
    }
}
