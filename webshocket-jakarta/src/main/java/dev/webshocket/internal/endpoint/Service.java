package dev.webshocket.internal.endpoint;

import dev.webshocket.JsonFrames;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.link.FrameKind;
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

    Codec codec(Subprotocol subprotocol) {
        return subprotocol == Subprotocol.MSGPACK ? engine.msgpack() : engine.json();
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
