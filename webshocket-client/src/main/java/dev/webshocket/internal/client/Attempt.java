package dev.webshocket.internal.client;

import dev.webshocket.client.ClientOptions;
import dev.webshocket.internal.client.socket.Handshake;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.session.Subprotocol;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One attempt to connect: the handshake and, on version 2 of the protocol, the greeting behind it. It succeeds or is abandoned,
 * whichever comes first. Safe for use by any thread.
 */
final class Attempt {

    private enum Fate {
        OPEN,
        SUCCEEDED,
        CONCLUDED,
        ABANDONED
    }

    private final ClientOptions options;
    private final List<Subprotocol> offered;
    private final Handshake handshake;
    private final SessionMaker sessions;
    private final ClientSession suspended;
    private final Map<String, String> headers;
    private final String token;
    private final AtomicReference<Fate> fate = new AtomicReference<>(Fate.OPEN);
    private volatile Greeting greeting;

    /**
     * Prepares an attempt.
     *
     * @param offered the subprotocols to offer, the preferred one first
     * @param handshake opens the socket
     * @param sessions makes the session, if a new one is opened
     * @param suspended the session to take up again; null for none
     * @param headers of the handshake
     * @param token the credential for {@code hello}; null for none
     */
    Attempt(
            ClientOptions options,
            List<Subprotocol> offered,
            Handshake handshake,
            SessionMaker sessions,
            ClientSession suspended,
            Map<String, String> headers,
            String token) {
        this.options = options;
        this.offered = offered;
        this.handshake = handshake;
        this.sessions = sessions;
        this.suspended = suspended;
        this.headers = headers;
        this.token = token;
    }

    /**
     * Connects; once. The session may have received messages, or may have ended, before its caller knows it.
     *
     * @return completes with the session; fails with an exception of the handshake or the greeting, or a {@link
     *     CancellationException} if the attempt was abandoned
     */
    CompletableFuture<Opened> perform() {
        return handshake
                .perform(options.uri(), offered, headers, options.connectTimeout())
                .thenCompose(this::use);
    }

    private CompletableFuture<Opened> use(Subprotocol chosen) {
        try {
            return open(chosen);
        } catch (RuntimeException | Error e) {
            // For instance an OutOfMemoryError: the socket must not stay open.
            handshake.abandon();
            throw e;
        }
    }

    private CompletableFuture<Opened> open(Subprotocol chosen) {
        if (chosen.version() == ProtocolVersion.V2) {
            return greet();
        }
        if (!succeeds()) {
            throw new CancellationException("not wanted any more");
        }
        ClientSession session = sessions.ofOneLink(handshake);
        return CompletableFuture.completedFuture(new Opened(session, Resumed.NO, null));
    }

    private CompletableFuture<Opened> greet() {
        if (fate.get() == Fate.ABANDONED) {
            throw new CancellationException("not wanted any more");
        }
        Greeting made = new Greeting(sessions, suspended, token, this::succeeds);
        CompletableFuture<Opened> done = made.begin(handshake);
        greeting = made;
        if (fate.get() == Fate.ABANDONED) {
            made.abandon();
        }
        return done;
    }

    private boolean succeeds() {
        return fate.compareAndSet(Fate.OPEN, Fate.SUCCEEDED);
    }

    /** Tells whether the end of {@link #perform} is its outcome; once. It is not if the attempt was abandoned before. */
    boolean concludes() {
        return fate.getAndUpdate(was -> was == Fate.ABANDONED ? was : Fate.CONCLUDED) != Fate.ABANDONED;
    }

    /**
     * Cancels the attempt and closes its socket, unless it has succeeded or failed.
     *
     * @return whether it was cancelled, by this caller
     */
    boolean abandon() {
        if (!fate.compareAndSet(Fate.OPEN, Fate.ABANDONED)) {
            return false;
        }
        Greeting begun = greeting;
        if (begun == null) {
            handshake.abandon();
        } else {
            begun.abandon();
        }
        return true;
    }
}
