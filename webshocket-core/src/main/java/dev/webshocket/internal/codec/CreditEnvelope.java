package dev.webshocket.internal.codec;

import dev.webshocket.packet.RpcCredit;

/**
 * A credit for more items.
 *
 * @param callId the id of the call whose answer is the stream; null for an upload
 * @param stream the id of the upload; null for the answer of a call
 * @param items how many more items may be sent, at least 1
 */
public record CreditEnvelope(Object callId, String stream, int items) implements RpcEnvelope {

    @Override
    public RpcCredit open() {
        return new RpcCredit(callId, stream, items);
    }
}
