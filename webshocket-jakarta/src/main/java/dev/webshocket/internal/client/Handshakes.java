package dev.webshocket.internal.client;

import dev.webshocket.SlowConsumer;
import dev.webshocket.client.ClientOptions;
import dev.webshocket.client.ConnectionFailedException;
import dev.webshocket.internal.bridge.ClientHandshake;
import dev.webshocket.internal.bridge.ClientLinks;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.container.ClientContainers;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.session.SessionBounds;
import dev.webshocket.internal.session.SessionEnd;
import jakarta.websocket.WebSocketContainer;
import java.time.Duration;
import java.util.Map;

/** Makes the attempts to connect of one client, and explains why they fail. Safe for use by any thread. */
final class Handshakes {

    private static final int MISSED_PINGS = 2;

    private final ClientOptions options;
    private final WebSocketContainer container;
    private final ClientLinks links;
    private final Codec codec;
    private final ConnectFailures failures;

    /**
     * Finds the container. To be called by a thread of the application's, whose class loader may be asked for it.
     *
     * @throws IllegalStateException if there is none
     */
    Handshakes(ClientOptions options, Codec codec, ClientThreads threads) {
        ClientContainers containers = ClientContainers.find();
        this.options = options;
        this.codec = codec;
        this.container = options.container() == null
                ? containers.container(options.connectTimeout(), options.maxMessageBytes())
                : options.container();
        this.links = new ClientLinks(bounds(options), threads::send, threads::sendLong);
        this.failures = new ConnectFailures(options.uri(), containers::refusal);
    }

    private static SessionBounds bounds(ClientOptions options) {
        String stuck =
                "a message could not be sent within " + options.sendTimeout().toMillis() + " ms, the sendTimeout";
        return new SessionBounds(
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

    /** Returns where the service is, as messages may say it. */
    String place() {
        return failures.place();
    }

    /** Makes this side of the session that an attempt is to open. */
    ClientSession session(ClientSession.Owner owner) {
        return new ClientSession(codec, owner);
    }

    /** Prepares an attempt; what the application's supplier of headers throws is thrown. */
    ClientHandshake prepare(ClientSession session) {
        Map<String, String> headers;
        try {
            headers = options.headers().get();
        } catch (Throwable e) {
            // An Error as well: the application's code, which must not end the client.
            throw failures.headers(e);
        }
        return new ClientHandshake(container, options.uri(), options.sslContext(), headers, links, session);
    }

    ConnectionFailedException explain(Throwable failure) {
        return failures.explain(failure);
    }

    ConnectionFailedException turnedAway(SessionEnd end, boolean isTransient) {
        return failures.turnedAway(ClientFailures.describe(end), isTransient);
    }

    ConnectionFailedException timedOut(Duration timeout) {
        return failures.timedOut(timeout);
    }
}
