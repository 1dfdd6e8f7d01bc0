package dev.webshocket.internal.channel;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.EncodingException;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.packet.Packet;
import java.util.Set;

/** Encodes packets in both encodings, for receivers that are not known yet. Immutable; safe for use by any thread. */
public final class PacketEncoder {

    private final Codec json;
    private final Codec messagePack;

    /** Makes an encoder; the binding writes the payloads. */
    public PacketEncoder(Binding binding) {
        this.json = codec(Encoding.JSON, binding);
        this.messagePack = codec(Encoding.MSGPACK, binding);
    }

    private static Codec codec(Encoding encoding, Binding binding) {
        // Whatever was written has to be read again, so the limits of clients do not hold.
        return new Codec(encoding, binding, Codec.MAX_NESTING, Integer.MAX_VALUE, Set.of(), ProtocolVersion.V2);
    }

    /**
     * Encodes a packet.
     *
     * @throws IllegalArgumentException if it cannot be encoded in both encodings
     */
    public EncodedPacket encode(Packet packet) {
        try {
            return new EncodedPacket(json.encode(packet), messagePack.encode(packet));
        } catch (EncodingException e) {
            throw SharedMessage.unencodable(e);
        }
    }

    /** Encodes the message of an application: a packet as it is, other data in a packet of source CUSTOM. */
    public EncodedPacket encodeMessage(Object data) {
        return encode(SharedMessage.packet(data));
    }

    /** Reads a packet that was encoded in MessagePack. */
    Packet decode(byte[] packet) throws MalformedPacketException {
        return messagePack.decode(packet);
    }
}
