package dev.webshocket.internal.codec;

/**
 * An encoding of plain values, section "Subprotocols and encodings" of the wire protocol: a source that reads a message, and
 * a sink that makes one. Packets are defined once for all encodings, in {@link PacketReader} and {@link PacketWriter}.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class Encoding {

    /**
     * MessagePack, the encoding of framework clients. A map's key that is a scalar other than a string becomes its text. Lone
     * surrogates in strings to be sent become {@code ?}.
     */
    public static final Encoding MSGPACK = new Encoding(MsgpackSource::new, MsgpackSink::new);

    /**
     * JSON, the encoding of generic clients. Integers are exact, whatever their size, within the digits that
     * {@link BindingRules} allow. A number with a fraction or exponent is a Double. In the arguments of a call and the value
     * of a response it is a {@link java.math.BigDecimal} if a double cannot represent it exactly, and a {@link TinyNumber} if
     * it is not zero but its nearest double is. Lone surrogates in strings to be sent become {@code ?}.
     */
    public static final Encoding JSON = new Encoding(JsonSource::new, JsonSink::new);

    private final SourceFactory sources;
    private final SinkFactory sinks;

    Encoding(SourceFactory sources, SinkFactory sinks) {
        this.sources = sources;
        this.sinks = sinks;
    }

    /** Makes a source of the values in a message. */
    PlainSource source(byte[] message, MessageBounds bounds) {
        return sources.of(message, bounds);
    }

    /** Creates a sink for one message, which is written to the buffer. */
    PlainSink sink(OutputBuffer out) {
        return sinks.of(out);
    }

    /** Makes sources. */
    @FunctionalInterface
    interface SourceFactory {

        PlainSource of(byte[] message, MessageBounds bounds);
    }

    /** Makes sinks. */
    @FunctionalInterface
    interface SinkFactory {

        PlainSink of(OutputBuffer out);
    }
}
