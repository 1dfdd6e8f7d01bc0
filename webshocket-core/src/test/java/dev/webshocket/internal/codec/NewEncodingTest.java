package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.support.Vectors;
import dev.webshocket.support.Vectors.PacketVector;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A new encoding needs only a source and a sink, which do not know the grammar of packets. */
class NewEncodingTest {

    private final Binding binding = new Binding();
    private final Encoding cbor = new Encoding(CborSource::new, CborSink::new);
    private final Codec codec = new Codec(cbor, binding, 64);
    private final Codec msgpack = new Codec(Encoding.MSGPACK, binding, 64);

    static List<PacketVector> packets() {
        return Vectors.packets();
    }

    @ParameterizedTest
    @MethodSource("packets")
    void everyPacketRoundTrips(PacketVector vector) throws Exception {
        Packet packet = msgpack.decode(vector.msgpack());

        assertThat(PlainValues.comparable(codec.decode(codec.encode(packet))))
                .isEqualTo(PlainValues.comparable(packet));
    }

    @ParameterizedTest
    @MethodSource("packets")
    void truncatedPacketsAreMalformed(PacketVector vector) throws Exception {
        byte[] whole = codec.encode(msgpack.decode(vector.msgpack()));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(MalformedPacketException.class)
                    .isThrownBy(() -> codec.decode(part))
                    .matches(MalformedPacketException::isSyntactic);
        }
    }

    @Test
    void theBytesAreThoseOfItsSpecification() {
        assertThat(codec.encode(Packet.custom(Arrays.asList(24, -1, 1.5, "a", new byte[] {1}, true, null))))
                .isEqualTo(HexFormat.of()
                        .parseHex("a2" + "66736f75726365" + "04" + "6464617461"
                                + "871a0000001820fb3ff800000000000061614101f5f6"));
    }

    @Test
    void aPacketGetsItsPosition() {
        byte[] packet = codec.encode(Packet.channel("news", List.of("a")));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("source", 2);
        members.put("data", List.of("a"));
        members.put("channel", "news");
        members.put("position", "e.1.2");

        assertThat(codec.withPosition(packet, "e.1.2")).isEqualTo(bytes(members));
    }

    @Test
    void sizesMayBeUnknown() throws Exception {
        byte[] message = HexFormat.of().parseHex("bf" + "66736f75726365" + "04" + "6464617461" + "9f0102ff" + "ff");

        assertThat(codec.decode(message)).isEqualTo(Packet.custom(List.of(1L, 2L)));
    }

    @Test
    void argumentsStayBytesUntilTheyAreRead() throws Exception {
        Object argument = Collections.nCopies(1000, "x");
        byte[] message = codec.encode(Packet.rpc(new RpcRequest("m", List.of(argument), Map.of(), "c")));
        // The last string has a byte that is not UTF-8, but the envelope does not decode it.
        int last = message.length - "kwargs".length() - "call_id".length() - 6;
        assertThat(message[last]).isEqualTo((byte) 'x');
        message[last] = (byte) 0xff;

        Envelope envelope = codec.open(message);

        assertThat(((RequestEnvelope) envelope.rpc().orElseThrow()).method()).isEqualTo("m");
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(envelope::packet);
    }

    @Test
    void errorsOfPacketsHaveTheSameMessages() throws Exception {
        for (Object fault : List.of(
                Map.of("data", 1),
                Map.of("source", 9),
                Map.of("source", 5, "rpc", Map.of("type", "request", "method", 1)),
                Map.of("source", 5, "rpc", Map.of("type", "response", "call_id", "c", "is_end", 1)),
                Map.of("source", 4, "timestamp", "now"))) {
            assertThat(fault(codec, bytes(fault))).isEqualTo(fault(msgpack, EachEncoding.MSGPACK.bytes(fault)));
        }
    }

    private byte[] bytes(Object plain) {
        OutputBuffer out = new OutputBuffer();
        binding.write(plain, cbor.sink(out), 0);
        return out.toByteArray();
    }

    private static String fault(Codec codec, byte[] message) {
        try {
            throw new AssertionError(codec.decode(message));
        } catch (MalformedPacketException e) {
            return e.getMessage();
        }
    }
}
