package dev.webshocket.internal.codec;

import dev.webshocket.packet.Packet;

/**
 * Turns packets into messages and back, as the wire protocol says in section "Packet".
 *
 * <p>A received packet's {@code data} holds what {@link Packet} promises. The arguments of a call and the value of a
 * response may hold, beside that, a {@link java.math.BigDecimal} where JSON had a number that no double holds exactly:
 * they are meant for a {@link ValueReader}, which gives each type what it asks for.
 *
 * <p>Implementations are safe for use by several threads.
 */
public sealed interface Codec permits MsgpackCodec, JsonCodec {

    /**
     * How deep the values of a packet to be sent may nest, and the most that may be allowed of one received. A value
     * that holds itself is found by it.
     */
    int MAX_NESTING = 500;

    /**
     * Goes through a message and reads the envelope of its packet, without making values of what it carries.
     *
     * @param message the whole message, its fragments joined; kept, and not to be changed
     * @return the envelope
     * @throws MalformedPacketException if the message is no packet, section "Input that is no packet"; values that cannot be
     *     made are found later
     */
    Envelope open(byte[] message) throws MalformedPacketException;

    /**
     * Reads a packet.
     *
     * @param message the whole message, its fragments joined; not kept and not changed
     * @return the packet
     * @throws MalformedPacketException if the message is no packet, section "Input that is no packet"
     */
    default Packet decode(byte[] message) throws MalformedPacketException {
        return open(message).packet();
    }

    /**
     * Reads any message, section "Input that is no packet".
     *
     * @param message the whole message, its fragments joined; kept where it is no packet
     * @return the packet, of source UNKNOWN with the message as its data where the message is none
     */
    default Packet decodeAny(byte[] message) {
        try {
            return decode(message);
        } catch (MalformedPacketException e) {
            return Packet.unknown(message);
        }
    }

    /**
     * Writes a packet.
     *
     * @param packet the packet, whose payloads may hold anything that {@link Binding} can turn plain
     * @return the message
     * @throws EncodingException if a payload has no form on the wire
     */
    byte[] encode(Packet packet);
}
