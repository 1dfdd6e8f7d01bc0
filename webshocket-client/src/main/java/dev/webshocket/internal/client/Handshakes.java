package dev.webshocket.internal.client;

import dev.webshocket.SlowConsumer;
import dev.webshocket.client.ClientOptions;
import dev.webshocket.client.ConnectionFailedException;
import dev.webshocket.internal.client.socket.Handshake;
import dev.webshocket.internal.client.socket.HttpClients;
import dev.webshocket.internal.client.socket.HttpSetting;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.SessionBounds;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.internal.session.Subprotocol;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

/** Runs one client's attempts to connect, and explains their failures. Safe for use by any thread. */
final class Handshakes implements AutoCloseable {

    private static final int MISSED_PINGS = 2;

    private final ClientOptions options;
    private final HttpClients.Lease http;
    private final ScheduledExecutorService timer;
    private final SessionBounds bounds;
    private final Codec codec;
    private final ConnectFailures failures;

    Handshakes(ClientOptions options, Codec codec, ClientThreads threads) {
        this.options = options;
        this.http = threads.http(new HttpSetting(options.sslContext(), options.proxy(), options.authenticator()));
        this.timer = threads.timer();
        this.bounds = bounds(options);
        this.codec = codec;
        this.failures = new ConnectFailures(options.uri(), options.connectTimeout());
    }

    private static SessionBounds bounds(ClientOptions options) {
        String stuck =
                "a message could not be sent within " + options.sendTimeout().toMillis() + " ms, the sendTimeout";
        return new SessionBounds(
                Subprotocol.MSGPACK,
                FrameKind.BINARY,
                options.outboundBytes(),
                SlowConsumer.CLOSE,
                options.maxMessageBytes(),
                Duration.ZERO,
                options.sendTimeout(),
                new CloseStatus(CloseStatus.GOING_AWAY, stuck),
                options.pingInterval(),
                MISSED_PINGS);
    }

    /** Returns the URI of the service for messages. */
    String place() {
        return failures.place();
    }

    /** One attempt to connect. */
    final class Attempt {

        private final Handshake handshake = new Handshake(http, options.maxMessageBytes(), timer);
        private final ClientSession session;
        private final Map<String, String> headers;

        private Attempt(ClientSession session, Map<String, String> headers) {
            this.session = session;
            this.headers = headers;
        }

        /**
         * Connects.
         *
         * @return completes with the open session, which may have ended already; fails with what {@link #explain}
         *     explains
         */
        CompletableFuture<ClientSession> perform() {
            // No bound for all clients together: the program chooses their number, and each has its own bounds.
            MemoryShare memory = MemoryBudget.unbounded();
            PeerSession peer =
                    new PeerSession(handshake, bounds, codec, memory, Runnable::run, System::nanoTime, session);
            return handshake
                    .perform(options.uri(), headers, options.connectTimeout())
                    .thenApply(takesCancellations -> {
                        session.opened(peer, codec, memory, takesCancellations);
                        peer.start();
                        return session;
                    });
        }

        /** Cancels the attempt. If it has succeeded or still succeeds, its connection is closed. */
        void abandon() {
            handshake.abandon();
        }
    }

    /** Prepares an attempt, and explains exceptions of the application's supplier of headers. */
    Attempt prepare(ClientSession.Owner owner) {
        try {
            return new Attempt(new ClientSession(owner), options.headers().get());
        } catch (Throwable e) {
            // Also for an Error: the application's code must not end the client.
            throw failures.headers(e);
        }
    }

    ConnectionFailedException explain(Throwable failure) {
        return failures.explain(failure);
    }

    ConnectionFailedException turnedAway(SessionEnd end, boolean isTransient) {
        return failures.turnedAway(ClientFailures.describe(end), isTransient);
    }

    ConnectionFailedException timedOut() {
        return failures.timedOut();
    }

    /** Closes this object after the last attempt. */
    @Override
    public void close() {
        http.close();
    }
}
