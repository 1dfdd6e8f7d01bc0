package dev.webshocket.internal.endpoint;

import dev.webshocket.JsonFrames;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.link.FrameKind;
import dev.webshocket.internal.link.LinkFactory;
import dev.webshocket.internal.model.ServiceModel;
import dev.webshocket.internal.rpc.RpcDispatcher;
import dev.webshocket.internal.session.Refusal;
import dev.webshocket.internal.session.SessionBounds;
import dev.webshocket.internal.session.Subprotocol;
import dev.webshocket.spi.platform.ConnectionObserver;
import dev.webshocket.spi.platform.ServiceEnvironment;

/**
 * The service of one path, shared by its connections. Immutable.
 *
 * @param model what it offers
 * @param dispatcher runs its calls
 * @param engine the owner
 */
record Service(ServiceModel model, RpcDispatcher dispatcher, ServiceEngine engine) {

    /** Tells whether no application code runs when a client connects, so that connecting needs no thread for calls. */
    boolean connectsAtOnce() {
        ServiceEnvironment environment = engine.environment();
        return model.onConnect().isEmpty()
                && environment.observer() == ConnectionObserver.NONE
                && model.handlers().stream().allMatch(environment.instances()::isShared);
    }

    /** Tells whether code of the application runs when a connection loses its socket or gets another one. */
    boolean observesLinks() {
        return !model.onSuspend().isEmpty()
                || !model.onResume().isEmpty()
                || engine.environment().observer() != ConnectionObserver.NONE;
    }

    /**
     * Opens the connection of a socket; in version 2 of the protocol, as soon as its client has said {@code hello}.
     *
     * @param links makes the link of the socket, once
     * @return what the log calls the socket
     */
    Object open(Arrival arrival, Subprotocol subprotocol, LinkFactory links) {
        if (subprotocol.version() == ProtocolVersion.V2) {
            return PendingSocket.begin(arrival, subprotocol, links, this);
        }
        ServerConnection connection = ServerConnection.single(arrival, subprotocol, links, this);
        connection.open();
        return connection;
    }

    /** Returns the bounds of the sessions of a subprotocol. */
    static SessionBounds bounds(WebshocketSettings settings, Subprotocol subprotocol) {
        return new SessionBounds(
                subprotocol,
                frames(settings, subprotocol),
                settings.outboundBytes(),
                settings.slowConsumer(),
                settings.maxMessageBytes(),
                settings.messageTimeout(),
                settings.sendTimeout(),
                Refusal.STUCK_CONSUMER.status(),
                settings.pingInterval(),
                settings.missedPings());
    }

    private static FrameKind frames(WebshocketSettings settings, Subprotocol subprotocol) {
        return switch (subprotocol) {
            case MSGPACK, MSGPACK_V2 -> FrameKind.BINARY;
            case JSON_TEXT, JSON_TEXT_V2 -> FrameKind.TEXT;
            case NONE -> settings.jsonFrames() == JsonFrames.TEXT ? FrameKind.TEXT : FrameKind.BINARY;
        };
    }
}
