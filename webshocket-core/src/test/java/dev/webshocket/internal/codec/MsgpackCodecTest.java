package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The specifics of MessagePack. */
class MsgpackCodecTest {

    // The beginning of a packet of source 4, up to its data.
    private static final String HEAD = "82a6736f7572636504a464617461";
    private static final String HEAD_OF_UNKNOWN = "82a6736f7572636504a37a7a7a";

    private final Codec codec = new Codec(Encoding.MSGPACK, new Binding(), 64);

    @ParameterizedTest
    @CsvSource({
        "81c001, {null=1}",
        "81c301, {true=1}",
        "81cd012c01, {300=1}",
        "81cb3ff800000000000001, {1.5=1}",
        "81c402010201, {AQI==1}",
        "81d6ff0000000001, {1970-01-01T00:00:00Z=1}",
    })
    void scalarKeysBecomeTheirText(String data, String expected) throws Exception {
        assertThat(data(data)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"819001", "818001", "81c7000501", "81a2c32801"})
    void otherKeysAreMalformed(String data) {
        assertMalformed(HEAD + data);
    }

    @Test
    void keysOfThePacketMayBeScalarsToo() throws Exception {
        assertThat(codec.decode(bytes("83a6736f7572636504a46461746101c0c0")).data())
                .isEqualTo(1L);
    }

    @Test
    void unsignedBeyondLongIsBigInteger() throws Exception {
        assertThat(data("cf8000000000000000")).isEqualTo(BigInteger.ONE.shiftLeft(63));
        assertThat(data("cfffffffffffffffff")).isEqualTo(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cf0000000000000001", "d30000000000000001", "ce00000001", "d200000001", "cc01", "01"})
    void integersOfAnyWidthAreLongs(String data) throws Exception {
        assertThat(data(data)).isEqualTo(1L);
    }

    @Test
    void shortFloatIsDouble() throws Exception {
        assertThat(data("ca3fc00000")).isEqualTo(1.5);
    }

    @ParameterizedTest
    @CsvSource({
        "d6ff00000001, 1970-01-01T00:00:01Z",
        "d6ffffffffff, 2106-02-07T06:28:15Z",
        "d7ff0000000400000001, 1970-01-01T00:00:01.000000001Z",
        "c70cff00000001ffffffffffffffff, 1969-12-31T23:59:59.000000001Z",
    })
    void timestampsOfAllLengthsAreRead(String data, Instant expected) throws Exception {
        assertThat(data(data)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d7ffee6b280000000000", // a second of nanoseconds
                "c70cff3b9aca000000000000000000",
                "c70cff000000007fffffffffffffff", // beyond the range of Instant
                "d4ff00", // a length that no timestamp has
                "d40500", // an extension that is none
                "c7ff05",
                "c1",
            })
    void badExtensionsAreMalformed(String data) {
        assertMalformed(HEAD + data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d40500", "c702050102", "d7ffee6b280000000000", "c403010203", "d90141", "ca3fc00000"})
    void unknownMembersMayHaveAnyValue(String value) throws Exception {
        assertThat(codec.decode(bytes(HEAD_OF_UNKNOWN + value))).isEqualTo(Packet.custom(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c6ffffffff",
                "c67fffffff00",
                "c50002ff",
                "c402ff",
                "db7fffffff",
                "da000241",
                "d90241",
                "dc0002c0",
                "dd00000002c0",
                "de0001c0",
                "df00000001c0",
                "df7fffffffc0",
                "dfffffffff",
                "c9ffffffffff",
                "c97fffffffff",
                "c8000200",
                "d8ff00",
                "cf00",
                "cb00",
                "d1",
                "91",
                "81a161",
                "c7"
            })
    void lengthsBeyondTheEndAreMalformed(String data) {
        assertMalformed(HEAD + data);
        assertMalformed(HEAD_OF_UNKNOWN + data);
    }

    @Test
    void nestedLengthsAllocateOnlyForReceivedBytes() {
        ByteBuffer message = ByteBuffer.allocate(1 << 20);
        message.put(bytes(HEAD));
        for (int i = 0; i < 60; i++) {
            // A list or a map that claims about all remaining bytes.
            message.put((byte) (i % 2 == 0 ? 0xdd : 0xdf)).putInt(i % 2 == 0 ? 1_000_000 : 500_000);
            if (i % 2 == 1) {
                message.put((byte) 0xa0);
            }
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        byte[] cutOff = Arrays.copyOf(message.array(), message.position() + 1_000_010);
        Arrays.fill(cutOff, message.position(), cutOff.length, (byte) 0xc1);
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> codec.decode(cutOff))
                .withMessage("the byte C1 begins no value");

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a2c328", "a1ff", "a3eda080", "a2c080", "a4f4908080"})
    void invalidUtf8IsMalformedIfItIsRead(String data) throws Exception {
        assertMalformed(HEAD + data);
        assertThat(codec.decode(bytes(HEAD_OF_UNKNOWN + data))).isEqualTo(Packet.custom(null));
    }

    @Test
    void aSentReplacementCharacterIsKept() throws Exception {
        assertThat(data("a3efbfbd")).isEqualTo("\uFFFD");
    }

    @Test
    void theLastOfRepeatedMembersWins() throws Exception {
        assertThat(codec.decode(bytes("84a6736f7572636504a46461746101a6736f7572636502a46461746102")))
                .isEqualTo(new Packet(PacketSource.CHANNEL, 2L, null, null, null, null));
    }

    @Test
    void notANumberAndInfinitiesAreKept() throws Exception {
        assertThat(EachEncoding.MSGPACK.carry(List.of(Double.NaN, Double.NEGATIVE_INFINITY)))
                .isEqualTo(List.of(Double.NaN, Double.NEGATIVE_INFINITY));
    }

    @Test
    void bytesAndTimestampsAreKept() throws Exception {
        byte[] bytes = new byte[70_000];
        Instant now = Instant.parse("2026-01-02T03:04:05.678901234Z");

        assertThat((List<?>) EachEncoding.MSGPACK.carry(List.of(bytes, now)))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(bytes),
                        second -> assertThat(second).isEqualTo(now));
    }

    @Test
    void integersOfMoreThan64BitsCannotBeEncoded() {
        assertThatExceptionOfType(EncodingException.class)
                .isThrownBy(() -> codec.encode(Packet.custom(BigInteger.ONE.shiftLeft(64))));
        assertThatExceptionOfType(EncodingException.class)
                .isThrownBy(() -> codec.encode(
                        Packet.custom(BigInteger.ONE.shiftLeft(63).negate().subtract(BigInteger.ONE))));
    }

    @Test
    void integersAreWrittenExactly() throws Exception {
        List<Object> extremes = List.of(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                BigInteger.ONE.shiftLeft(63),
                BigInteger.TWO.pow(64).subtract(BigInteger.ONE));

        assertThat(EachEncoding.MSGPACK.carry(extremes)).isEqualTo(extremes);
    }

    @ParameterizedTest
    @CsvSource({
        "12, 12, java.lang.Long",
        "12E+2, 1200, java.lang.Long",
        "18446744073709551615, 18446744073709551615, java.math.BigInteger",
        "1.5, 1.5, java.lang.Double",
        "1E+30, 1.0E30, java.lang.Double",
        "12.0, 12.0, java.lang.Double",
        "0.1, 0.1, java.lang.Double",
        "0.12345678901234567890, 0.12345678901234567890, java.lang.String",
        "100000000000000000000001, 100000000000000000000001, java.lang.String",
    })
    void decimalsAreEncodedInTheSmallestExactForm(BigDecimal value, String text, Class<?> type) throws Exception {
        assertThat(EachEncoding.MSGPACK.carry(value)).isInstanceOf(type).hasToString(text);
    }

    @Test
    void aLoneSurrogateBecomesAQuestionMark() throws Exception {
        assertThat(EachEncoding.MSGPACK.carry("a\uD800b")).isEqualTo("a?b");
        assertThat(EachEncoding.MSGPACK.carry(Map.of("\uDC00", 1))).isEqualTo(Map.of("?", 1L));
        assertThat(EachEncoding.MSGPACK.carry("x".repeat(600) + "\uD800")).isEqualTo("x".repeat(600) + "?");
    }

    private Object data(String data) throws MalformedPacketException {
        return codec.decode(bytes(HEAD + data)).data();
    }

    private void assertMalformed(String message) {
        byte[] bytes = bytes(message);
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> codec.decode(bytes));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
