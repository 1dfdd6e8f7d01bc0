package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.packet.Packet;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;

/**
 * The encoding of generic clients, subprotocol {@code webshocket.v1.json} or none: JSON.
 *
 * <p>Integers are exact, whatever their size, within the digits that {@link BindingRules} allow. A number with a fraction or exponent is a Double, but in the arguments of
 * a call and the value of a response a {@link java.math.BigDecimal} where no double holds it exactly; closer to zero
 * than {@link Double#MIN_NORMAL} it is a Double always. Lone surrogates in strings to be sent become {@code ?}. It is
 * safe for use by several threads.
 */
public final class JsonCodec implements Codec {

    private final Binding binding;
    private final int maxNesting;
    private final JsonParserFactory parsers;
    private final JsonGeneratorFactory generators;

    /**
     * Makes the codec.
     *
     * @param binding turns the payloads of packets to be sent plain
     * @param maxNesting how deep a received packet may nest, the packet itself included: 1 to {@link #MAX_NESTING}
     * @throws IllegalArgumentException if {@code maxNesting} is out of range
     */
    public JsonCodec(Binding binding, int maxNesting) {
        this.binding = binding;
        this.maxNesting = Nesting.checked(maxNesting);
        JsonProvider provider = binding.jsonProvider();
        // Parsson's own bound must not be met before ours; other providers ignore what they do not know.
        this.parsers = provider.createParserFactory(Map.of("org.eclipse.parsson.maxDepth", maxNesting + 2));
        this.generators = provider.createGeneratorFactory(Map.of());
    }

    @Override
    public Packet decode(byte[] message) throws MalformedPacketException {
        return decode(Utf8.decode(message));
    }

    /**
     * Reads a packet from a text message.
     *
     * @param message the whole message
     * @return the packet
     * @throws MalformedPacketException if the message is no packet, section "Input that is no packet"
     */
    public Packet decode(String message) throws MalformedPacketException {
        return read(message, JsonInput::packet);
    }

    /**
     * Reads any JSON value.
     *
     * @param json the value, with nothing after it
     * @return the plain value
     * @throws MalformedPacketException if the text is no JSON
     */
    public Object decodeValue(String json) throws MalformedPacketException {
        return read(json, JsonInput::value);
    }

    private <T> T read(String json, Reading<T> reading) throws MalformedPacketException {
        try (JsonParser parser = parsers.createParser(new StringReader(json))) {
            return reading.of(new JsonInput(parser, maxNesting, binding.rules().maxNumberDigits()));
        } catch (RuntimeException e) {
            // Not only JsonException: parsers differ in what they throw, above all where the text ends too early.
            throw new MalformedPacketException("not JSON, or cut off");
        }
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

    @FunctionalInterface
    private interface Reading<T> {
        T of(JsonInput input) throws MalformedPacketException;
    }
}
