package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.client.ClientOptions;
import dev.webshocket.client.ConnectionFailedException;
import dev.webshocket.internal.session.SessionEnd;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides whether and when a client tries to connect again: as configured for the first connection until there has been one, then
 * as for a lost one. Guarded by the lock of its {@link Reconnector}, except {@link #isFirst}.
 */
final class Retries {

    private final Handshakes handshakes;
    private final Backoff first;
    private final Backoff again;
    private volatile boolean connectedOnce;

    /**
     * Starts with no attempt made.
     *
     * @param handshakes explains why there was no connection
     */
    Retries(ClientOptions options, Handshakes handshakes) {
        this.handshakes = handshakes;
        this.first = new Backoff(options.firstConnection());
        this.again = new Backoff(options.reconnection());
    }

    /** Tells whether no connection has been ready yet. Until then, the end of a connection counts as a failed attempt. */
    boolean isFirst() {
        return !connectedOnce;
    }

    /** Records that a connection is ready. */
    void connected() {
        connectedOnce = true;
        again.connected();
    }

    /**
     * What follows after a failed attempt or a lost connection.
     *
     * @param delay before the next attempt; null for no further attempt
     * @param failure creates the failure of the client; null if there is another attempt
     */
    record Next(Duration delay, Supplier<ClientException> failure) {}

    /** Decides what follows after the end of a connection. */
    Next after(SessionEnd end) {
        boolean isFinal = !end.local() && used().isFinal(end.code());
        return next(isFinal ? Optional.empty() : used().next(RetryHint.in(end.status())), () -> {
            if (isFirst()) {
                return handshakes.turnedAway(end, !isFinal);
            }
            return isFinal ? ClientFailures.ended(end) : ClientFailures.notRetried(end);
        });
    }

    /** Decides what follows after an attempt that has failed without a connection. */
    Next after(ConnectionFailedException failure) {
        return next(
                failure.isTransient() ? used().next(Duration.ZERO) : Optional.empty(),
                () -> isFirst() ? failure : ClientFailures.gaveUp(failure));
    }

    private static Next next(Optional<Duration> delay, Supplier<ClientException> failure) {
        return delay.map(known -> new Next(known, null)).orElseGet(() -> new Next(null, failure));
    }

    private Backoff used() {
        return connectedOnce ? again : first;
    }
}
