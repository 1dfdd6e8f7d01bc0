package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.packet.Packet;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.IOException;
import java.util.Map;

/**
 * The encoding of generic clients, subprotocol {@code webshocket.v1.json} or none: JSON.
 *
 * <p>Integers are exact, whatever their size, within the digits that {@link BindingRules} allow. A number with a fraction or
 * exponent is a Double, but in the arguments of a call and the value of a response a {@link java.math.BigDecimal} where no
 * double holds it exactly; where the nearest double is zero, and it is not, it is a {@link TinyNumber}. Lone surrogates in strings
 * to be sent become {@code ?}. It is safe for use by several threads.
 */
public final class JsonCodec implements Codec {

    private final Binding binding;
    private final MessageBounds bounds;
    private final JsonGeneratorFactory generators;

    /**
     * Makes the codec, for messages that may hold any number of values.
     *
     * @param binding turns the payloads of packets to be sent plain
     * @param maxNesting how deep a received packet may nest, the packet itself included: 1 to {@link #MAX_NESTING}
     * @throws IllegalArgumentException if {@code maxNesting} is out of range
     */
    public JsonCodec(Binding binding, int maxNesting) {
        this(binding, maxNesting, Integer.MAX_VALUE);
    }

    /**
     * Makes the codec.
     *
     * @param binding turns the payloads of packets to be sent plain
     * @param maxNesting how deep a received packet may nest, the packet itself included: 1 to {@link #MAX_NESTING}
     * @param maxValues how many values a received message may hold that is to be made into values, keys of maps included
     * @throws IllegalArgumentException if {@code maxNesting} is out of range
     */
    public JsonCodec(Binding binding, int maxNesting, int maxValues) {
        this.binding = binding;
        this.bounds = new MessageBounds(maxNesting, maxValues, binding.rules().maxNumberDigits());
        this.generators = binding.jsonProvider().createGeneratorFactory(Map.of());
    }

    @Override
    public Envelope open(byte[] message) throws MalformedPacketException {
        return EnvelopeReader.read(new JsonReader(message, bounds));
    }

    /**
     * Reads a packet from a text message.
     *
     * @param message the whole message
     * @return the packet
     * @throws MalformedPacketException if the message is no packet, section "Input that is no packet"
     */
    public Packet decode(String message) throws MalformedPacketException {
        return decode(Utf8.encode(message));
    }

    /**
     * Reads any JSON value.
     *
     * @param json the value, with nothing after it
     * @return the plain value
     * @throws MalformedPacketException if the text is no JSON
     */
    public Object decodeValue(String json) throws MalformedPacketException {
        JsonReader in = new JsonReader(Utf8.encode(json), bounds);
        Object value = in.value(0, MessageReader.Mode.EXACT);
        in.end();
        return value;
    }

    @Override
    public byte[] encode(Packet packet) {
        StringBuilderWriter text = new StringBuilderWriter();
        try (JsonGenerator generator = generators.createGenerator(text)) {
            new PacketOutput(binding, new JsonSink(generator)).write(packet);
        } catch (IOException e) {
            throw new EncodingException("a buffer in memory failed", e);
        }
        return text.toString().getBytes(UTF_8);
    }
}
