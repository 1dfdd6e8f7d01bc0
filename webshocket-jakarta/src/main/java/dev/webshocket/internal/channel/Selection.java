package dev.webshocket.internal.channel;

import dev.webshocket.ClientConnection;
import dev.webshocket.Recipients;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Picks the receivers of one message; for one thread. */
final class Selection {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final String endpoint;
    private final Recipients recipients;
    private final List<Receiver> receivers = new ArrayList<>();
    private Throwable firstFailure;
    private int failures;

    /**
     * Makes an empty selection.
     *
     * @param endpoint the path of the only endpoint whose connections count, null where all do
     * @param recipients whom the publisher wants
     */
    Selection(String endpoint, Recipients recipients) {
        this.endpoint = endpoint;
        this.recipients = recipients;
    }

    /** Takes a connection in, if it is open, of the endpoint, and wanted. */
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

    /** Returns who was taken in. Logs, once for all of them, that for some the publisher's condition failed. */
    List<Receiver> receivers() {
        if (failures > 0) {
            LOG.log(
                    Level.ERROR,
                    () -> "WEBSHOCKET-0220: who gets a message could not be told for " + failures
                            + " connections, which do not get it; the first failure was this",
                    firstFailure);
        }
        return receivers;
    }
}
