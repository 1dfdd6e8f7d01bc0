package dev.webshocket.internal.bridge;

import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.session.PeerSession;
import dev.webshocket.internal.session.SessionListener;
import dev.webshocket.internal.session.Subprotocol;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
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

    private final ClientLinks links;
    private final SessionListener listener;
    private Session session;
    private PeerSession opened;
    private JakartaLink link;
    private boolean abandoned;
    private boolean cancellable;

    LinkEndpoint(ClientLinks links, SessionListener listener) {
        this.links = links;
        this.listener = listener;
    }

    @Override
    public void onOpen(Session session, EndpointConfig endpointConfig) {
        // Pings tell whether the server is there. Zero would mean never too, but for it Tyrus makes a task per message.
        session.setMaxIdleTimeout(-1);
        PeerSession peer = open(session);
        if (peer == null) {
            close(session);
        } else {
            peer.start();
        }
    }

    private synchronized PeerSession open(Session opening) {
        session = opening;
        if (!abandoned && Subprotocol.of(opening.getNegotiatedSubprotocol()) == Subprotocol.MSGPACK) {
            opened = new PeerSession(
                    (incoming, memory) -> link = links.link(opening, memory, incoming),
                    links.bounds(),
                    MemoryBudget.unbounded(),
                    links.threads().closer(),
                    System::nanoTime,
                    listener);
        }
        return opened;
    }

    /** Returns what has been opened. */
    synchronized ClientHandshake.Opened opened() throws UnsupportedProtocolException {
        if (opened == null) {
            throw new UnsupportedProtocolException(session == null ? null : session.getNegotiatedSubprotocol());
        }
        return new ClientHandshake.Opened(opened, cancellable);
    }

    /** Takes note of whether the server takes cancellations. */
    synchronized void cancellable(boolean announced) {
        cancellable = announced;
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
        JakartaLink closed;
        synchronized (this) {
            closed = link;
        }
        if (closed != null) {
            closed.ended(isOverflow(reason) ? tooBig() : reason);
        }
    }

    /** Tells whether it is Tyrus's buffer that was too short, on either side; otherwise 1011 means anything. */
    private static boolean isOverflow(CloseReason reason) {
        return reason.getCloseCode() == CloseCodes.UNEXPECTED_CONDITION && OVERFLOW.equals(reason.getReasonPhrase());
    }

    private CloseReason tooBig() {
        return new CloseReason(
                CloseCodes.TOO_BIG,
                "a message was longer than a container takes; the server's may have "
                        + links.bounds().maxMessageBytes() + " bytes");
    }

    @Override
    public void onError(Session session, Throwable failure) {
        // A server that vanishes is daily business; anything else, an Error above all, must not go unnoticed.
        Level level = failure instanceof IOException ? Level.DEBUG : Level.WARNING;
        LOG.log(level, "WEBSHOCKET-0230: the container reports an error on a client's session", failure);
    }
}
