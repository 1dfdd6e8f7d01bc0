package dev.webshocket.internal.client;

import dev.webshocket.client.ClientOptions;
import dev.webshocket.client.ConnectionFailedException;
import dev.webshocket.internal.client.socket.Handshake;
import dev.webshocket.internal.client.socket.HttpClients;
import dev.webshocket.internal.client.socket.HttpSetting;
import dev.webshocket.internal.session.SessionEnd;
import dev.webshocket.internal.session.Subprotocol;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;

/** Prepares one client's attempts to connect, and explains their failures. Safe for use by any thread. */
final class Handshakes implements AutoCloseable {

    private final ClientOptions options;
    private final ClientBinding binding;
    private final Exposure exposure;
    private final HttpClients.Lease http;
    private final ScheduledExecutorService timer;
    private final List<Subprotocol> offered;
    private final ConnectFailures failures;
    private final ChannelPositions positions = new ChannelPositions(System::nanoTime);

    Handshakes(ClientOptions options, ClientBinding binding, Exposure exposure, ClientThreads threads) {
        this.options = options;
        this.binding = binding;
        this.exposure = exposure;
        this.http = threads.http(new HttpSetting(options.sslContext(), options.proxy(), options.authenticator()));
        this.timer = threads.timer();
        this.offered = options.subprotocols().stream().map(Subprotocol::of).toList();
        this.failures = new ConnectFailures(options.uri(), options.connectTimeout(), options.subprotocols());
    }

    /** Returns the URI of the service for messages. */
    String place() {
        return failures.place();
    }

    /**
     * Prepares an attempt, and explains exceptions of the application's suppliers.
     *
     * @param owner gets the events of the session
     * @param suspended the session to take up again; null for none
     */
    Attempt prepare(ClientSession.Owner owner, ClientSession suspended) {
        return new Attempt(
                options,
                offered,
                new Handshake(http, options.maxMessageBytes(), timer),
                new SessionMaker(options, binding, exposure, positions, owner),
                suspended,
                headers(),
                token());
    }

    private Map<String, String> headers() {
        try {
            return options.headers().get();
        } catch (Throwable e) {
            // Also for an Error: the application's code must not end the client.
            throw failures.headers(e);
        }
    }

    private String token() {
        if (options.credentials() == null) {
            return null;
        }
        try {
            return Objects.requireNonNull(options.credentials().get(), "the credential is null");
        } catch (Throwable e) {
            // Also for an Error, as above.
            throw failures.credentials(e);
        }
    }

    ConnectionFailedException explain(Throwable failure) {
        return failures.explain(failure);
    }

    ConnectionFailedException turnedAway(SessionEnd end, boolean isTransient) {
        return failures.turnedAway(end, isTransient);
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
