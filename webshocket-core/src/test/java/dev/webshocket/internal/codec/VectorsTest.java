package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.packet.Packet;
import dev.webshocket.support.Vectors;
import dev.webshocket.support.Vectors.InputVector;
import dev.webshocket.support.Vectors.PacketVector;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares both codecs with the packets that the original Webshocket encodes and accepts. */
class VectorsTest {

    private final Binding binding = new Binding();
    private final Codec msgpack = new Codec(Encoding.MSGPACK, binding, 64);
    private final Codec json = new Codec(Encoding.JSON, binding, 64);

    static List<PacketVector> packets() {
        return Vectors.packets();
    }

    static List<InputVector> inputs() {
        return Vectors.inputs();
    }

    /** JSON encodes bytes as a string, so two of the packets differ only in this type. */
    static Stream<PacketVector> packetsWithoutBytes() {
        return packets().stream()
                .filter(each -> !each.name().equals("request bytes"))
                .filter(each -> !each.name().equals("custom bytes"));
    }

    @ParameterizedTest
    @MethodSource("packetsWithoutBytes")
    void bothEncodingsDecodeToTheSamePacket(PacketVector vector) throws Exception {
        assertThat(PlainValues.comparable(json.decode(vector.json())))
                .isEqualTo(PlainValues.comparable(msgpack.decode(vector.msgpack())));
    }

    @ParameterizedTest
    @MethodSource("packets")
    void msgpackEncodesWhatItDecoded(PacketVector vector) throws Exception {
        Packet packet = msgpack.decode(vector.msgpack());

        byte[] again = msgpack.encode(packet);

        assertThat(PlainValues.comparable(msgpack.decode(again))).isEqualTo(PlainValues.comparable(packet));
        assertThat(again).hasSameSizeAs(vector.msgpack());
    }

    @ParameterizedTest
    @MethodSource("packets")
    void jsonEncodesWhatItDecoded(PacketVector vector) throws Exception {
        Packet packet = json.decode(vector.json());

        byte[] again = json.encode(packet);

        assertThat(json.decode(again)).isEqualTo(packet);
    }

    @ParameterizedTest
    @MethodSource("packets")
    void msgpackPacketsBecomeTheSameInJson(PacketVector vector) throws Exception {
        byte[] translated = json.encode(msgpack.decode(vector.msgpack()));

        assertThat(json.decode(translated)).isEqualTo(json.decode(vector.json()));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void inputIsAcceptedOrRefusedAsByTheOriginal(InputVector vector) throws Exception {
        Codec codec = vector.encoding().equals("json") ? json : msgpack;
        if (vector.accepted()) {
            assertThat(codec.decode(vector.bytes())).isNotNull();
        } else {
            assertThatExceptionOfType(MalformedPacketException.class)
                    .isThrownBy(() -> codec.decode(vector.bytes()))
                    .withMessageMatching(".{5,80}");
        }
    }

    @ParameterizedTest
    @MethodSource("packets")
    void jsonOfThePacketIsUtf8(PacketVector vector) throws Exception {
        assertThat(json.decode(vector.json().getBytes(UTF_8))).isEqualTo(json.decode(vector.json()));
    }
}
