package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.packet.Packet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Decoding an encoded value returns the same value. */
class RoundTripProperties {

    private final Binding binding = new Binding();
    private final Codec msgpack = new Codec(Encoding.MSGPACK, binding, 64);
    private final Codec json = new Codec(Encoding.JSON, binding, 64);

    @Provide
    Arbitrary<Packet> packets() {
        return PlainValues.packetsOf(PlainValues.trees(PlainValues.sharedScalars()));
    }

    @Provide
    Arbitrary<Packet> msgpackPackets() {
        return PlainValues.packetsOf(PlainValues.trees(PlainValues.msgpackScalars()));
    }

    @Provide
    Arbitrary<Object> values() {
        return PlainValues.trees(PlainValues.msgpackScalars());
    }

    @Property(tries = 150)
    void msgpackRoundTrips(@ForAll("msgpackPackets") Packet packet) throws Exception {
        assertThat(PlainValues.comparable(msgpack.decode(msgpack.encode(packet))))
                .isEqualTo(PlainValues.comparable(packet));
    }

    @Property(tries = 200)
    void jsonRoundTrips(@ForAll("packets") Packet packet) throws Exception {
        assertThat(json.decode(json.encode(packet))).isEqualTo(packet);
    }

    @Property(tries = 200)
    void eachEncodingEncodesWhatTheOtherDecoded(@ForAll("packets") Packet packet) throws Exception {
        Packet fromJson = json.decode(json.encode(packet));
        Packet fromMsgpack = msgpack.decode(msgpack.encode(fromJson));

        assertThat(json.decode(json.encode(fromMsgpack))).isEqualTo(packet);
    }

    @Property(tries = 150)
    void plainValuesStayUnchanged(@ForAll("values") Object value) {
        assertThat(PlainValues.comparable(binding.toPlain(value))).isEqualTo(PlainValues.comparable(value));
    }

    @Property(tries = 150)
    void theReaderOfObjectReturnsPlainValues(@ForAll("values") Object value) throws Exception {
        assertThat(binding.readerFor(Object.class).read(value)).isSameAs(value);
    }
}
