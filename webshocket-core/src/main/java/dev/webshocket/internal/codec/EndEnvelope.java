package dev.webshocket.internal.codec;

import dev.webshocket.packet.RpcEnd;

/**
 * The end of an upload.
 *
 * @param stream the id of the upload
 * @param error why there are no more items; null if it is complete
 * @param message the message of the error; null for none
 */
public record EndEnvelope(String stream, Integer error, String message) implements RpcEnvelope {

    @Override
    public Object callId() {
        return null;
    }

    @Override
    public RpcEnd open() {
        return new RpcEnd(stream, error, message);
    }
}
