package dev.webshocket.internal.endpoint;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.internal.session.Subprotocol;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** The endpoint of one session: passes its messages on. The container calls it for one session by one thread at a time. */
public final class ServiceEndpoint extends Endpoint {

    private final Service service;
    private JakartaLink link;
    /** Whether the connection could be set up. */
    private boolean opened;

    ServiceEndpoint(Service service) {
        this.service = service;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        // Pings detect a dead client. Zero would mean never too, but then Tyrus creates a task for each message.
        session.setMaxIdleTimeout(-1);
        try {
            open(session);
            opened = true;
        } catch (RuntimeException | Error e) {
            // The container reports this, but leaves the session open: the client would wait without end.
            close(session, e);
            throw e;
        }
    }

    private void open(Session session) {
        ServiceEngine engine = service.engine();
        WebshocketSettings settings = engine.environment().settings();
        Object connection = service.open(
                Arrival.of(session, service),
                Subprotocol.of(session.getNegotiatedSubprotocol()),
                (listener, memory) ->
                        link = new JakartaLink(session, engine.linkThreads(), settings, memory, listener));
        link.belongsTo(connection);
    }

    private void close(Session session, Throwable cause) {
        try {
            session.close(service.engine().cannotOpen());
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        if (link != null) {
            link.ended(reason);
        }
    }

    @Override
    public void onError(Session session, Throwable failure) {
        SampledLog log = service.engine().environment().log();
        String reason = "WEBSHOCKET-0202: the container reports an error on a session";
        if (failure instanceof IOException || (!(failure instanceof Error) && opened && link.isEnding())) {
            // Clients often disconnect without a close frame, and some containers report their own close as an error.
            log.event(Level.DEBUG, reason, () -> String.valueOf(link), failure);
        } else {
            // All other failures, above all an Error, must be logged.
            log.failure(Level.WARNING, reason, failure, id -> link + ", error " + id);
        }
    }
}
