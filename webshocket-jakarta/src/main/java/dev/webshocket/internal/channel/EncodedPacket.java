package dev.webshocket.internal.channel;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ProtocolVersion;

/**
 * A packet in both encodings, as version 2 of the protocol has it, for connections that may be on other servers. The arrays must not be
 * changed.
 *
 * @param json in JSON
 * @param messagePack in MessagePack
 */
public record EncodedPacket(byte[] json, byte[] messagePack) {

    /** Returns the packet for the connections of a codec. Only one with an RPC message differs between the versions. */
    public byte[] of(Codec codec) {
        byte[] packet = codec.encoding() == Encoding.JSON ? json : messagePack;
        return codec.version() == ProtocolVersion.V1 ? ofVersionOne(packet, codec) : packet;
    }

    private static byte[] ofVersionOne(byte[] packet, Codec codec) {
        try {
            Envelope envelope = codec.open(packet);
            return envelope.rpc().isEmpty() ? packet : codec.encode(envelope.packet());
        } catch (MalformedPacketException e) {
            // It nests deeper than clients may send, or has a message that version 1 does not know.
            return packet;
        }
    }
}
