package dev.webshocket.internal.rpc;

import dev.webshocket.internal.model.ResultShape;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.internal.model.ServiceModel;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.CallScopes;

/**
 * Takes the packets that clients send to one service: finds the method of a call, checks it, and puts it into its
 * connection's lane. Everything that can be refused is refused here, before anything is queued. Safe for use by any
 * thread; of one connection the container calls it one packet at a time.
 */
public final class RpcDispatcher {

    private final ServiceModel service;
    private final CallRunner runner;
    private final Callbacks callbacks;

    /**
     * Makes the dispatcher of a service.
     *
     * @param service the service
     * @param scopes surrounds each call
     */
    public RpcDispatcher(ServiceModel service, CallScopes scopes) {
        this.service = service;
        this.runner = new CallRunner(scopes);
        this.callbacks = new Callbacks(service, scopes);
    }

    /** Returns what is called when clients come, go, and send packets that are no calls. */
    public Callbacks callbacks() {
        return callbacks;
    }

    /**
     * Takes one packet.
     *
     * @return false if it is no call and finds no place in the lane, so that the client must be cut off
     */
    public boolean receive(Peer peer, Packet packet) {
        if (packet.source() == PacketSource.RPC) {
            if (packet.rpc() instanceof RpcRequest request) {
                call(peer, request);
                return true;
            }
            if (packet.rpc() instanceof RpcCancel cancel) {
                peer.lane().cancel(cancel.callId());
                return true;
            }
        }
        return !callbacks.wantsPackets() || peer.lane().offer(() -> callbacks.received(peer, packet));
    }

    private void call(Peer peer, RpcRequest request) {
        RpcMethodModel method = service.methods().get(request.method());
        if (method == null) {
            refuse(peer, request, RpcErrorCode.RPC_METHOD_NOT_FOUND, Wording.notFound(request.method()));
            return;
        }
        Call call = new Call(request.callId(), method, runner, peer);
        try {
            Emitter<?> emitter = method.shape() == ResultShape.EMITTER ? new Emitter<>(call, runner) : null;
            call.arguments(ArgumentBinder.bind(method, request, peer.connection(), emitter));
        } catch (InvalidParamsException e) {
            refuse(peer, request, RpcErrorCode.RPC_INVALID_PARAMS, e.getMessage());
            return;
        }
        if (method.nonBlocking() && peer.lane().runHere(call)) {
            return;
        }
        if (!peer.lane().offer(call)) {
            refuse(peer, request, RpcErrorCode.RPC_OVERLOADED, Wording.overloaded());
        }
    }

    private static void refuse(Peer peer, RpcRequest request, RpcErrorCode code, String message) {
        peer.outbound().refuse(peer.encode(Packet.rpc(RpcResponse.failure(request.callId(), code, message))));
    }
}
