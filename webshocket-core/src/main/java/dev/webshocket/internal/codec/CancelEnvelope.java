package dev.webshocket.internal.codec;

import dev.webshocket.packet.RpcCancel;

/**
 * A cancellation.
 *
 * @param callId the id of the call to cancel
 */
public record CancelEnvelope(Object callId) implements RpcEnvelope {

    @Override
    public RpcCancel open() {
        return new RpcCancel(callId);
    }
}
