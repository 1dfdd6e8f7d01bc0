package dev.webshocket.internal.rpc;

import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.internal.model.ServiceModel;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.spi.CallScopes;
import dev.webshocket.spi.RateLimitBuckets;

/**
 * Takes the packets that clients send to one service: finds the method of a call, checks it, and puts it into its
 * connection's lane. Everything that can be refused is refused here, before anything is queued, unless the connect
 * callbacks or the count of its rate limit have to be waited for. Safe for use by any thread; of one connection the
 * container calls it one packet at a time.
 */
public final class RpcDispatcher {

    private final ServiceModel service;
    private final CallRunner runner;
    private final RateLimiter limiter;
    private final Callbacks callbacks;

    /**
     * Makes the dispatcher of a service.
     *
     * @param service the service
     * @param scopes surrounds each call
     * @param buckets counts the calls of methods with a rate limit
     */
    public RpcDispatcher(ServiceModel service, CallScopes scopes, RateLimitBuckets buckets) {
        this.service = service;
        this.runner = new CallRunner(scopes);
        this.limiter = new RateLimiter(buckets);
        this.callbacks = new Callbacks(service, scopes);
    }

    /** Returns what is called when clients come, go, and send packets that are no calls. */
    public Callbacks callbacks() {
        return callbacks;
    }

    /**
     * Takes one packet.
     *
     * @param size of the message that it came in, in bytes
     * @return false if it is no call and finds no place in the lane, so that the client must be cut off
     */
    public boolean receive(Peer peer, Packet packet, int size) {
        if (packet.source() == PacketSource.RPC) {
            if (packet.rpc() instanceof RpcRequest request) {
                call(peer, request, size);
                return true;
            }
            if (packet.rpc() instanceof RpcCancel cancel) {
                peer.lane().cancel(cancel.callId());
                return true;
            }
        }
        return !callbacks.wantsPackets() || peer.lane().offer(() -> callbacks.received(peer, packet), size);
    }

    private void call(Peer peer, RpcRequest request, int size) {
        RpcMethodModel method = service.methods().get(request.method());
        if (method == null) {
            Admission.refuse(peer, request, RpcErrorCode.RPC_METHOD_NOT_FOUND, Wording.notFound(request.method()));
            return;
        }
        Call call = new Call(request.callId(), method, runner, peer);
        Admission admission = new Admission(call, request, runner, limiter);
        // What cannot be decided yet is decided when its turn has come, so that the calls behind do not overtake it.
        if (!peer.isLetIn()) {
            // The rules may look at what a connect callback sets.
            call.admission(() -> admission.begin() && admission.complete());
        } else if (!admission.begin()) {
            return;
        } else if (!admission.isCounted()) {
            call.admission(admission::complete);
        } else if (!admission.complete() || (method.nonBlocking() && peer.lane().runHere(call))) {
            return;
        }
        offer(call, request, size);
    }

    private static void offer(Call call, RpcRequest request, int size) {
        Peer peer = call.peer();
        if (!peer.lane().offer(call, size)) {
            Admission.refuse(peer, request, RpcErrorCode.RPC_OVERLOADED, Wording.overloaded());
        }
    }
}
