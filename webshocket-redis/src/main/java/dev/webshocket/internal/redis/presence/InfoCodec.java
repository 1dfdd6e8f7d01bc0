package dev.webshocket.internal.redis.presence;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.packet.Packet;

/** The info of a member in bytes: as the data of a packet in MessagePack, which has all plain values. Safe for use by any thread. */
final class InfoCodec {

    private static final byte[] NONE = {};

    private final Codec codec = new Codec(Encoding.MSGPACK, new Binding(), Codec.MAX_NESTING);

    /** Returns a plain value in bytes; none for null. */
    byte[] encode(Object info) {
        return info == null ? NONE : codec.encode(Packet.custom(info));
    }

    /**
     * Returns the plain value; null for no bytes.
     *
     * @throws IllegalArgumentException if another version of this module has written it, and this one cannot read it
     */
    Object decode(byte[] bytes) {
        if (bytes.length == 0) {
            return null;
        }
        try {
            return codec.decode(bytes).data();
        } catch (MalformedPacketException e) {
            throw new IllegalArgumentException("an info that cannot be read", e);
        }
    }
}
