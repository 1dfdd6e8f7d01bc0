package dev.webshocket.internal.bridge;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * The client's endpoint of one session. The container calls it by one thread at a time; {@code link} and {@code abandon}
 * are for any thread.
 */
final class LinkEndpoint extends Endpoint {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** What Tyrus says of a frame that is longer than its buffer. */
    private static final String OVERFLOW = "Buffer overflow.";

    private final ClientLink.Config config;
    private final ClientLink.Listener listener;
    private Session session;
    private ClientLink link;
    private boolean abandoned;
    private boolean cancellable;

    LinkEndpoint(ClientLink.Config config, ClientLink.Listener listener) {
        this.config = config;
        this.listener = listener;
    }

    @Override
    public void onOpen(Session session, EndpointConfig endpointConfig) {
        // Pings tell whether the server is there. Zero would mean never too, but for it Tyrus makes a task per message.
        session.setMaxIdleTimeout(-1);
        ClientLink opened = open(session);
        if (opened == null) {
            close(session);
            return;
        }
        opened.receive(session);
        session.addMessageHandler(PongMessage.class, pong -> opened.isAlive());
    }

    private synchronized ClientLink open(Session opening) {
        session = opening;
        if (!abandoned && Subprotocol.of(opening.getNegotiatedSubprotocol()) == Subprotocol.MSGPACK) {
            link = new ClientLink(opening, config, listener);
            link.cancellable(cancellable);
        }
        return link;
    }

    /** Returns the link of the session that has been opened. */
    synchronized ClientLink link() throws UnsupportedProtocolException {
        if (link == null) {
            throw new UnsupportedProtocolException(session == null ? null : session.getNegotiatedSubprotocol());
        }
        return link;
    }

    /** Takes note of whether the server takes cancellations, which containers may tell before the session or after it. */
    synchronized void cancellable(boolean announced) {
        cancellable = announced;
        if (link != null) {
            link.cancellable(announced);
        }
    }

    void abandon() {
        Session open;
        synchronized (this) {
            abandoned = true;
            open = session;
        }
        if (open != null) {
            close(open);
        }
    }

    private static void close(Session session) {
        try {
            session.close(new CloseReason(CloseCodes.NORMAL_CLOSURE, "not wanted any more"));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "a session that was to be closed had gone already", e);
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        ClientLink opened;
        synchronized (this) {
            opened = link;
        }
        if (opened != null) {
            opened.ended(isOverflow(reason) ? tooBig() : reason);
        }
    }

    /** Tells whether it is Tyrus's buffer that was too short, on either side; otherwise 1011 means anything. */
    private static boolean isOverflow(CloseReason reason) {
        return reason.getCloseCode() == CloseCodes.UNEXPECTED_CONDITION && OVERFLOW.equals(reason.getReasonPhrase());
    }

    private CloseReason tooBig() {
        return new CloseReason(
                CloseCodes.TOO_BIG,
                "a message was longer than a container takes; the server's may have " + config.maxMessageBytes()
                        + " bytes");
    }

    @Override
    public void onError(Session session, Throwable failure) {
        // A server that vanishes is daily business; anything else, an Error above all, must not go unnoticed.
        Level level = failure instanceof IOException ? Level.DEBUG : Level.WARNING;
        LOG.log(level, "WEBSHOCKET-0230: the container reports an error on a client's session", failure);
    }
}
