package dev.webshocket.internal.codec;

import dev.webshocket.packet.RpcCancel;

/**
 * A cancellation.
 *
 * @param callId the id of the call to cancel; null to cancel a stream
 * @param stream the id of the stream to cancel; null to cancel a call
 */
public record CancelEnvelope(Object callId, String stream) implements RpcEnvelope {

    @Override
    public RpcCancel open() {
        return new RpcCancel(callId, stream);
    }
}
