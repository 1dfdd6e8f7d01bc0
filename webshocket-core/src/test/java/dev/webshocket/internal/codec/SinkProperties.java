package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** The sinks write the same bytes as other libraries. */
@Tag("slow")
class SinkProperties {

    /** Also writes a list of one item, so that the item is not at the beginning of the buffer. */
    private interface Written {

        void to(PlainSink sink);
    }

    private interface Packed {

        void to(MessageBufferPacker packer) throws IOException;
    }

    private interface Generated {

        void to(JsonGenerator generator);
    }

    private static byte[] bytes(Encoding encoding, Written value) {
        OutputBuffer out = new OutputBuffer();
        PlainSink sink = encoding.sink(out);
        sink.list(2);
        value.to(sink);
        value.to(sink);
        sink.endList();
        return out.toByteArray();
    }

    private static byte[] packed(Packed value) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.packArrayHeader(2);
            value.to(packer);
            value.to(packer);
            return packer.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] generated(Generated value) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator generator = Json.createGenerator(text)) {
            generator.writeStartArray();
            value.to(generator);
            value.to(generator);
            generator.writeEnd();
        }
        return text.toByteArray();
    }

    private static void check(Written value, Packed packed, Generated generated) {
        assertThat(bytes(Encoding.MSGPACK, value)).isEqualTo(packed(packed));
        assertThat(new String(bytes(Encoding.JSON, value), UTF_8)).isEqualTo(new String(generated(generated), UTF_8));
    }

    /**
     * Lengths around each boundary in the writing of texts: the headers of MessagePack, and the chunks of the buffer.
     */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings()
                .withChars("abc\"\\/\b\f\n\r\t\u0000\u001f\u007f\u0080\u00e9\u20ac\ufffd\ud83d\ude42\ud83d\ude42")
                .ofMaxLength(40);
        Arbitrary<Integer> lengths = Arbitraries.of(0, 1, 30, 250, 500, 1020, 65_520);
        return Combinators.combine(lengths, any, any).as((length, head, tail) -> head + "x".repeat(length) + tail);
    }

    @Property
    void texts(@ForAll("texts") String text) {
        // The other libraries treat lone surrogates in different ways.
        String whole = new String(text.getBytes(UTF_8), UTF_8);
        check(sink -> sink.text(text), packer -> packer.packString(whole), generator -> generator.write(whole));
    }

    @Property
    void keys(@ForAll("texts") String text) {
        String whole = new String(text.getBytes(UTF_8), UTF_8);
        check(
                sink -> {
                    sink.map(2);
                    sink.key(text);
                    sink.nil();
                    sink.key("b");
                    sink.bool(true);
                    sink.endMap();
                },
                packer -> packer.packMapHeader(2)
                        .packString(whole)
                        .packNil()
                        .packString("b")
                        .packBoolean(true),
                generator -> generator
                        .writeStartObject()
                        .writeNull(whole)
                        .write("b", true)
                        .writeEnd());
    }

    @Property
    void integers(@ForAll long value, @ForAll @IntRange(max = 63) int shift) {
        long shifted = value >> shift;
        check(sink -> sink.integer(shifted), packer -> packer.packLong(shifted), generator -> generator.write(shifted));
    }

    @Property
    void integersBeyondLong(@ForAll long value) {
        BigInteger beyond = BigInteger.valueOf(value).setBit(63).abs().setBit(63);
        check(
                sink -> sink.integer(beyond),
                packer -> packer.packBigInteger(beyond),
                generator -> generator.write(beyond));
    }

    @Property
    void reals(@ForAll double value) {
        check(sink -> sink.real(value), packer -> packer.packDouble(value), generator -> generator.write(value));
    }

    @Provide
    Arbitrary<Instant> instants() {
        Arbitrary<Long> seconds = Arbitraries.longs()
                .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
                .edgeCases(edges -> edges.add(0L, -1L, (1L << 32) - 1, 1L << 32, (1L << 34) - 1, 1L << 34));
        return Combinators.combine(seconds, Arbitraries.of(0, 1, 999_999_999)).as(Instant::ofEpochSecond);
    }

    @Property
    void instants(@ForAll("instants") Instant instant) {
        check(
                sink -> sink.instant(instant),
                packer -> packer.packTimestamp(instant),
                generator -> generator.write(instant.toString()));
    }

    @Property
    void bytes(@ForAll("lengths") int length) {
        byte[] bytes = new byte[length];
        assertThat(bytes(Encoding.MSGPACK, sink -> sink.bytes(bytes)))
                .isEqualTo(packed(packer -> packer.packBinaryHeader(length).addPayload(bytes)));
    }

    @Property
    void listsAndMaps(@ForAll("lengths") int size) {
        check(
                sink -> {
                    sink.list(size);
                    Collections.nCopies(size, 1).forEach(sink::integer);
                    sink.endList();
                    sink.map(size);
                    for (int i = 0; i < size; i++) {
                        sink.key("k");
                        sink.nil();
                    }
                    sink.endMap();
                },
                packer -> {
                    packer.packArrayHeader(size);
                    for (int i = 0; i < size; i++) {
                        packer.packInt(1);
                    }
                    packer.packMapHeader(size);
                    for (int i = 0; i < size; i++) {
                        packer.packString("k").packNil();
                    }
                },
                generator -> {
                    generator.writeStartArray();
                    Collections.nCopies(size, 1).forEach(generator::write);
                    generator.writeEnd().writeStartObject();
                    for (int i = 0; i < size; i++) {
                        generator.writeNull("k");
                    }
                    generator.writeEnd();
                });
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.of(0, 1, 15, 16, 255, 256, 65_535, 65_536);
    }
}
