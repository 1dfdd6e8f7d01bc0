package dev.webshocket.internal.bridge;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * The endpoint of one session: hands its messages on. The container calls it for one session by one thread at a time.
 */
public final class BridgeEndpoint extends Endpoint {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final Service service;
    private SessionConnection connection;

    BridgeEndpoint(Service service) {
        this.service = service;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        // Pings tell whether the client is there. Zero would mean never too, but for it Tyrus makes a task per message.
        session.setMaxIdleTimeout(-1);
        try {
            open(session);
        } catch (RuntimeException | Error e) {
            // The container reports this, and leaves the session open: the client would wait for ever.
            close(session, e);
            throw e;
        }
    }

    private void open(Session session) {
        connection = new SessionConnection(session, service);
        connection.receive();
        session.addMessageHandler(PongMessage.class, pong -> connection.isAlive());
        connection.open();
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
        if (connection != null) {
            connection.disconnected(reason);
        }
    }

    @Override
    public void onError(Session session, Throwable failure) {
        // A client that vanishes is daily business; anything else, an Error above all, must not go unnoticed.
        Level level = failure instanceof IOException ? Level.DEBUG : Level.WARNING;
        LOG.log(level, "WEBSHOCKET-0202: the container reports an error on a session", failure);
    }
}
