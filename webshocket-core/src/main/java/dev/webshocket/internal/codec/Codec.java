package dev.webshocket.internal.codec;

import dev.webshocket.PresenceChange;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcMessage;
import java.util.Collection;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Encodes and decodes packets: section "Packet" of the wire protocol.
 *
 * <p>A received packet's {@code data} holds what {@link Packet} promises. The arguments of a call and the value of a response
 * may also have a {@link java.math.BigDecimal}, for a number of JSON that a double cannot represent exactly: they are for a
 * {@link ValueReader}, which converts them.
 *
 * <p>It is safe for use by several threads.
 */
public final class Codec {

    /**
     * The greatest nesting of a sent packet, and the upper bound of the setting for received ones. It detects values that
     * contain themselves.
     */
    public static final int MAX_NESTING = 500;

    private final Encoding encoding;
    private final Binding binding;
    private final MessageBounds bounds;
    private final KnownNames methods;
    private final ProtocolVersion version;

    /**
     * Makes a codec of version 1 for messages that may hold any number of values.
     *
     * @param encoding what messages are in
     * @param binding converts the payloads of sent packets to plain values
     * @param maxNesting how deep a received packet may nest, the packet itself included: 1 to {@link #MAX_NESTING}
     * @throws IllegalArgumentException if {@code maxNesting} is out of range
     */
    public Codec(Encoding encoding, Binding binding, int maxNesting) {
        this(encoding, binding, maxNesting, Integer.MAX_VALUE, Set.of(), ProtocolVersion.V1);
    }

    /**
     * Makes a codec of version 1.
     *
     * @param encoding what messages are in
     * @param binding turns the payloads of packets to be sent plain
     * @param maxNesting how deep a received packet may nest, the packet itself included: 1 to {@link #MAX_NESTING}
     * @param maxValues how many values a received message may hold that is to be made into values, keys of maps included
     * @param methods the names of the methods that exist; a call of one of them allocates no string for the name
     * @throws IllegalArgumentException if {@code maxNesting} is out of range
     */
    public Codec(Encoding encoding, Binding binding, int maxNesting, int maxValues, Collection<String> methods) {
        this(encoding, binding, maxNesting, maxValues, methods, ProtocolVersion.V1);
    }

    /**
     * Makes a codec.
     *
     * @param encoding what messages are in
     * @param binding turns the payloads of packets to be sent plain
     * @param maxNesting how deep a received packet may nest, the packet itself included: 1 to {@link #MAX_NESTING}
     * @param maxValues how many values a received message may hold that is to be made into values, keys of maps included
     * @param methods the names of the methods that exist; a call of one of them allocates no string for the name
     * @param version of the protocol
     * @throws IllegalArgumentException if {@code maxNesting} is out of range
     */
    public Codec(
            Encoding encoding,
            Binding binding,
            int maxNesting,
            int maxValues,
            Collection<String> methods,
            ProtocolVersion version) {
        this.encoding = encoding;
        this.binding = binding;
        this.bounds = new MessageBounds(maxNesting, maxValues, binding.rules().maxNumberDigits());
        this.methods = new KnownNames(methods);
        this.version = version;
    }

    /**
     * Returns the encoding.
     *
     * @return what messages are in
     */
    public Encoding encoding() {
        return encoding;
    }

    /**
     * Returns the version of the protocol.
     *
     * @return what it reads and writes
     */
    public ProtocolVersion version() {
        return version;
    }

    /**
     * Reads the envelope of a packet, without decoding its payloads.
     *
     * @param message the whole message, its fragments joined; kept, and not to be changed
     * @return the envelope
     * @throws MalformedPacketException if the message is not a packet, section "Malformed input"; values that cannot be
     *     decoded are found later
     */
    public Envelope open(byte[] message) throws MalformedPacketException {
        return PacketReader.read(encoding.source(message, bounds), methods, version);
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
     * @param message the whole message, its fragments joined; kept if it is malformed
     * @return the packet; for malformed input one of source UNKNOWN with the message as its data
     */
    public Packet decodeAny(byte[] message) {
        try {
            return decode(message);
        } catch (MalformedPacketException e) {
            return Packet.unknown(message);
        }
    }

    /**
     * Reads a single value.
     *
     * @param text the value in an encoding that is text, with nothing after it
     * @return the plain value
     * @throws MalformedPacketException if the text is not in the encoding
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
        return write(packet, (sink, given) -> packets(sink).write(given));
    }

    /**
     * Writes a single value, which {@link #decodeValue} reads in an encoding that is text.
     *
     * @param value the value, anything that {@link Binding} can turn plain
     * @return the value in the encoding
     * @throws EncodingException if it has no form on the wire
     */
    public byte[] encodeValue(Object value) {
        return write(value, (sink, given) -> binding.write(given, sink, 0));
    }

    /**
     * Writes a packet of source RPC.
     *
     * @param message a call, an answer or a cancellation, whose payload may hold anything that {@link Binding} can turn plain
     * @return the message
     * @throws EncodingException if a payload has no form on the wire
     */
    public byte[] encode(RpcMessage message) {
        return write(message, (sink, given) -> packets(sink).writePacket(given));
    }

    /**
     * Writes a packet of source SESSION.
     *
     * @param message a message of version 2 of the protocol, other than an unknown or a faulty one
     * @return the message
     */
    public byte[] encode(SessionMessage message) {
        return write(message, (sink, given) -> new SessionWriter(binding, sink).write(given));
    }

    /**
     * Writes a packet of source CHANNEL of version 2 that tells who has come to a channel and who has left it.
     *
     * @param change the change, whose infos may hold anything that {@link Binding} can turn plain
     * @return the message
     * @throws EncodingException if an info has no form on the wire
     */
    public byte[] encode(PresenceChange change) {
        return write(change, (sink, given) -> new PresenceWriter(binding, sink).write(given));
    }

    /**
     * Adds a position to a packet.
     *
     * @param packet a packet of source CHANNEL without a position, as this codec or another one of its encoding has written it
     * @param position its place in the log
     * @return the packet with the member {@code position} as its last one, for version 2 of the protocol
     */
    public byte[] withPosition(byte[] packet, String position) {
        return write(position, (sink, text) -> {
            sink.reopen(packet);
            sink.key(PacketMember.POSITION);
            sink.text(text);
            sink.endMap();
        });
    }

    private PacketWriter packets(PlainSink sink) {
        return new PacketWriter(binding, sink, version);
    }

    private <T> byte[] write(T message, BiConsumer<PlainSink, T> write) {
        OutputBuffer out = binding.buffers().take();
        try {
            write.accept(encoding.sink(out), message);
            return out.toByteArray();
        } finally {
            binding.buffers().giveBack(out);
        }
    }
}
