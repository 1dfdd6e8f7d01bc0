package dev.webshocket.internal.codec;

import dev.webshocket.packet.RpcMessage;

/** The member {@code rpc} of an {@link Envelope}. For one thread at a time. */
public sealed interface RpcEnvelope
        permits RequestEnvelope, ResponseEnvelope, CancelEnvelope, CreditEnvelope, ItemEnvelope, EndEnvelope {

    /**
     * Returns the id of the call.
     *
     * @return a string or a number; null in a message about an upload
     */
    Object callId();

    /**
     * Decodes the whole message.
     *
     * @return the message, with plain values
     * @throws MalformedPacketException if a value in it cannot be decoded, or there are too many
     */
    RpcMessage open() throws MalformedPacketException;
}
