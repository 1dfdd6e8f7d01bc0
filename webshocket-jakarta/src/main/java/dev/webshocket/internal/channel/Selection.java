package dev.webshocket.internal.channel;

import dev.webshocket.ClientConnection;
import dev.webshocket.Recipients;
import dev.webshocket.internal.log.SampledLog;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Selects the receivers of one message; for one thread. */
final class Selection {

    private final String endpoint;
    private final Recipients recipients;
    private final SampledLog log;
    private final List<Receiver> receivers = new ArrayList<>();
    private Throwable firstFailure;
    private int failures;

    /**
     * Makes an empty selection.
     *
     * @param endpoint the path of the only endpoint whose connections are selected, null for all
     * @param recipients the publisher's selection
     * @param log logs a condition that fails
     */
    Selection(String endpoint, Recipients recipients, SampledLog log) {
        this.log = log;
        this.endpoint = endpoint;
        this.recipients = recipients;
    }

    /** Adds a connection, if it is open, belongs to the endpoint, and is selected. */
    void offer(Receiver receiver) {
        if ((endpoint == null || endpoint.equals(receiver.endpoint())) && isWanted(receiver.connection())) {
            receivers.add(receiver);
        }
    }

    private boolean isWanted(ClientConnection connection) {
        try {
            return connection.isOpen() && recipients.includes(connection);
        } catch (Throwable failure) {
            firstFailure = failures++ == 0 ? failure : firstFailure;
            return false;
        }
    }

    /** Returns the selected receivers. Logs once if the publisher's condition failed for some connections. */
    List<Receiver> receivers() {
        if (failures > 0) {
            log.failure(
                    Level.ERROR,
                    "WEBSHOCKET-0220: who gets a message could not be told",
                    firstFailure,
                    id -> "for " + failures + " connections, which do not get it; the first failure was this");
        }
        return receivers;
    }
}
