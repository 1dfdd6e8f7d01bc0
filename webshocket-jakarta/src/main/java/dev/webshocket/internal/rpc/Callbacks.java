package dev.webshocket.internal.rpc;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.methods.Thrown;
import dev.webshocket.internal.model.CallbackModel;
import dev.webshocket.internal.model.CallbackParameter;
import dev.webshocket.internal.model.ServiceModel;
import dev.webshocket.packet.Packet;
import dev.webshocket.spi.platform.CallScopes;
import jakarta.websocket.CloseReason;
import java.util.List;

/** Calls the callbacks of a service. Safe for any thread. */
public final class Callbacks {

    private final ServiceModel service;
    private final CallScopes scopes;
    private final FailureLog failures;

    Callbacks(ServiceModel service, CallScopes scopes, FailureLog failures) {
        this.service = service;
        this.scopes = scopes;
        this.failures = failures;
    }

    boolean wantsPackets() {
        return !service.onReceive().isEmpty();
    }

    /**
     * Calls the connect callbacks, until one throws.
     *
     * @throws Throwable what a handler threw
     */
    public void connected(Peer peer) throws Throwable {
        for (CallbackModel callback : service.onConnect()) {
            try {
                invoke(callback, peer, null, null);
            } catch (Throwable thrown) {
                throw Thrown.bare(thrown);
            }
        }
    }

    /** Passes a packet that is not a call to the handlers. Logs what they throw. */
    void received(Peer peer, Packet packet) {
        invokeAll(service.onReceive(), peer, packet, null);
    }

    /** Calls the callbacks for a lost socket. Logs what they throw. */
    public void suspended(Peer peer, CloseReason reason) {
        invokeAll(service.onSuspend(), peer, null, reason);
    }

    /** Calls the callbacks for a resumed connection. Logs what they throw. */
    public void resumed(Peer peer) {
        invokeAll(service.onResume(), peer, null, null);
    }

    /** Calls the disconnect callbacks. Logs what they throw. */
    public void disconnected(Peer peer, CloseReason reason) {
        invokeAll(service.onDisconnect(), peer, null, reason);
    }

    /** Logs what a callback of a connection threw. */
    public void logFailure(ClientConnection connection, Throwable failure) {
        failures.callbackFailed(service.path(), connection, failure);
    }

    private void invokeAll(List<CallbackModel> callbacks, Peer peer, Packet packet, CloseReason reason) {
        for (CallbackModel callback : callbacks) {
            try {
                invoke(callback, peer, packet, reason);
            } catch (Throwable failure) {
                logFailure(peer.connection(), failure);
            }
        }
    }

    private void invoke(CallbackModel callback, Peer peer, Packet packet, CloseReason reason) throws Throwable {
        Object[] arguments = new Object[callback.parameters().size()];
        for (int i = 0; i < arguments.length; i++) {
            CallbackParameter parameter = callback.parameters().get(i);
            arguments[i] = switch (parameter) {
                case CONNECTION -> peer.connection();
                case PACKET -> packet;
                case CLOSE_REASON -> reason;
            };
        }
        try (CallScopes.Scope scope = scopes.enter(peer.connection())) {
            Object ignored = (Object) callback.invoker().invokeExact(peer.handler(callback.handlerIndex()), arguments);
        }
    }
}
