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

/**
 * One path's service and what its connections share. Immutable.
 *
 * @param model what it offers
 * @param dispatcher runs its calls
 * @param engine whose service it is
 */
record Service(ServiceModel model, RpcDispatcher dispatcher, ServiceEngine engine) {

    Codec codec(Subprotocol subprotocol) {
        return subprotocol == Subprotocol.MSGPACK ? engine.msgpack() : engine.json();
    }

    /** Returns what a session of a subprotocol is bounded by. */
    SessionBounds bounds(Subprotocol subprotocol) {
        WebshocketSettings settings = engine.environment().settings();
        return new SessionBounds(
                frames(subprotocol),
                settings.outboundBytes(),
                settings.slowConsumer(),
                settings.maxMessageBytes(),
                settings.messageTimeout(),
                settings.sendTimeout(),
                Refusal.STUCK_CONSUMER.status(),
                settings.pingInterval(),
                settings.missedPings());
    }

    private FrameKind frames(Subprotocol subprotocol) {
        return switch (subprotocol) {
            case MSGPACK -> FrameKind.BINARY;
            case JSON_TEXT -> FrameKind.TEXT;
            case NONE ->
                engine.environment().settings().jsonFrames() == JsonFrames.TEXT ? FrameKind.TEXT : FrameKind.BINARY;
        };
    }
}
