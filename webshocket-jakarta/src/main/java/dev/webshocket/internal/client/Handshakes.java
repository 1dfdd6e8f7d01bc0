package dev.webshocket.internal.client;

import dev.webshocket.client.ClientOptions;
import dev.webshocket.client.ConnectionFailedException;
import dev.webshocket.internal.bridge.ClientHandshake;
import dev.webshocket.internal.bridge.ClientLink;
import dev.webshocket.internal.codec.MsgpackCodec;
import dev.webshocket.internal.container.ClientContainers;
import jakarta.websocket.WebSocketContainer;
import java.time.Duration;
import java.util.Map;

/** Makes the attempts to connect of one client, and explains why they fail. Safe for use by any thread. */
final class Handshakes {

    private final ClientOptions options;
    private final WebSocketContainer container;
    private final ClientLink.Config config;
    private final ConnectFailures failures;

    /**
     * Finds the container. To be called by a thread of the application's, whose class loader may be asked for it.
     *
     * @throws IllegalStateException if there is none
     */
    Handshakes(ClientOptions options, MsgpackCodec codec, ClientThreads threads) {
        ClientContainers containers = ClientContainers.find();
        this.options = options;
        this.container = options.container() == null
                ? containers.container(options.connectTimeout(), options.maxMessageBytes())
                : options.container();
        this.config = new ClientLink.Config(
                codec,
                options.outboundBytes(),
                options.maxMessageBytes(),
                options.pingInterval(),
                options.sendTimeout(),
                threads::send,
                threads::sendLong);
        this.failures = new ConnectFailures(options.uri(), containers::refusal);
    }

    /** Returns where the service is, as messages may say it. */
    String place() {
        return failures.place();
    }

    /** Prepares an attempt; what the application's supplier of headers throws is thrown. */
    ClientHandshake prepare(ClientLink.Listener listener) {
        Map<String, String> headers;
        try {
            headers = options.headers().get();
        } catch (Throwable e) {
            // An Error as well: the application's code, which must not end the client.
            throw failures.headers(e);
        }
        return new ClientHandshake(container, options.uri(), options.sslContext(), headers, config, listener);
    }

    ConnectionFailedException explain(Throwable failure) {
        return failures.explain(failure);
    }

    ConnectionFailedException turnedAway(ClientLink.End end, boolean isTransient) {
        return failures.turnedAway(ClientFailures.describe(end), isTransient);
    }

    ConnectionFailedException timedOut(Duration timeout) {
        return failures.timedOut(timeout);
    }
}
