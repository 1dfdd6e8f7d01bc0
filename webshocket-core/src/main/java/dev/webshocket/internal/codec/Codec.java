package dev.webshocket.internal.codec;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcMessage;
import java.util.Collection;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Turns packets into messages of an encoding and back, as the wire protocol says in section "Packet".
 *
 * <p>A received packet's {@code data} holds what {@link Packet} promises. The arguments of a call and the value of a
 * response may hold, beside that, a {@link java.math.BigDecimal} where JSON had a number that no double holds exactly:
 * they are meant for a {@link ValueReader}, which gives each type what it asks for.
 *
 * <p>It is safe for use by several threads.
 */
public final class Codec {

    /**
     * How deep the values of a packet to be sent may nest, and the most that may be allowed of one received. A value
     * that holds itself is found by it.
     */
    public static final int MAX_NESTING = 500;

    private final Encoding encoding;
    private final Binding binding;
    private final MessageBounds bounds;
    private final KnownNames methods;

    /**
     * Makes a codec for messages that may hold any number of values.
     *
     * @param encoding what messages are in
     * @param binding turns the payloads of packets to be sent plain
     * @param maxNesting how deep a received packet may nest, the packet itself included: 1 to {@link #MAX_NESTING}
     * @throws IllegalArgumentException if {@code maxNesting} is out of range
     */
    public Codec(Encoding encoding, Binding binding, int maxNesting) {
        this(encoding, binding, maxNesting, Integer.MAX_VALUE, Set.of());
    }

    /**
     * Makes a codec.
     *
     * @param encoding what messages are in
     * @param binding turns the payloads of packets to be sent plain
     * @param maxNesting how deep a received packet may nest, the packet itself included: 1 to {@link #MAX_NESTING}
     * @param maxValues how many values a received message may hold that is to be made into values, keys of maps included
     * @param methods the names of the methods that exist; a call of one of them allocates no string for the name
     * @throws IllegalArgumentException if {@code maxNesting} is out of range
     */
    public Codec(Encoding encoding, Binding binding, int maxNesting, int maxValues, Collection<String> methods) {
        this.encoding = encoding;
        this.binding = binding;
        this.bounds = new MessageBounds(maxNesting, maxValues, binding.rules().maxNumberDigits());
        this.methods = new KnownNames(methods);
    }

    /**
     * Goes through a message and reads the envelope of its packet, without making values of what it carries.
     *
     * @param message the whole message, its fragments joined; kept, and not to be changed
     * @return the envelope
     * @throws MalformedPacketException if the message is no packet, section "Malformed input"; values that cannot be
     *     made are found later
     */
    public Envelope open(byte[] message) throws MalformedPacketException {
        return PacketReader.read(encoding.source(message, bounds), methods);
    }

    /**
     * Reads a packet.
     *
     * @param message the whole message, its fragments joined; not kept and not changed
     * @return the packet
     * @throws MalformedPacketException if the message is no packet, section "Malformed input"
     */
    public Packet decode(byte[] message) throws MalformedPacketException {
        return open(message).packet();
    }

    /**
     * Reads a packet from a text message.
     *
     * @param message the whole message
     * @return the packet
     * @throws MalformedPacketException if the message is no packet, section "Malformed input"
     */
    public Packet decode(String message) throws MalformedPacketException {
        return decode(Utf8.encode(message));
    }

    /**
     * Reads any message, section "Malformed input".
     *
     * @param message the whole message, its fragments joined; kept where it is no packet
     * @return the packet, of source UNKNOWN with the message as its data where the message is none
     */
    public Packet decodeAny(byte[] message) {
        try {
            return decode(message);
        } catch (MalformedPacketException e) {
            return Packet.unknown(message);
        }
    }

    /**
     * Reads a value that is no packet.
     *
     * @param text the value in an encoding that is text, with nothing after it
     * @return the plain value
     * @throws MalformedPacketException if the text is not of the encoding
     */
    public Object decodeValue(String text) throws MalformedPacketException {
        PlainSource in = encoding.source(Utf8.encode(text), bounds);
        Object value = in.value(0, PlainSource.Mode.EXACT);
        in.end();
        return value;
    }

    /**
     * Writes a packet.
     *
     * @param packet the packet, whose payloads may hold anything that {@link Binding} can turn plain
     * @return the message
     * @throws EncodingException if a payload has no form on the wire
     */
    public byte[] encode(Packet packet) {
        return encode(packet, PacketWriter::write);
    }

    /**
     * Writes a packet of source RPC that carries nothing else.
     *
     * @param message a call, an answer or a cancellation, whose payload may hold anything that {@link Binding} can turn plain
     * @return the message
     * @throws EncodingException if a payload has no form on the wire
     */
    public byte[] encode(RpcMessage message) {
        return encode(message, PacketWriter::writePacket);
    }

    private <T> byte[] encode(T message, BiConsumer<PacketWriter, T> write) {
        OutputBuffer out = binding.buffers().take();
        try {
            write.accept(new PacketWriter(binding, encoding.sink(out)), message);
            return out.toByteArray();
        } finally {
            binding.buffers().giveBack(out);
        }
    }
}
