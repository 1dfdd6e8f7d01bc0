package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The specifics of JSON. */
class JsonCodecTest {

    private final Codec codec = new Codec(Encoding.JSON, new Binding(), 64);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1",
                "[1,]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "[1 2]",
                "1 2",
                "nul",
                "True",
                "NaN",
                "Infinity",
                "-",
                "+1",
                "01",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"a\nb\"",
                "\"\u0000\"",
                "\uFEFF1",
                "// 1\n1",
                "]",
                "}"
            })
    void invalidJsonIsMalformed(String text) {
        assertMalformed(text);
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> codec.decode("{\"source\":4,\"data\":" + text + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800x\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud800\\ud800\\udc00\"",
                "{\"\\ud800\":1}",
                "\"\uD800\""
            })
    void aLoneSurrogateIsMalformed(String text) {
        assertMalformed(text);
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> codec.decode("{\"source\":4,\"data\":" + text + "}"));
    }

    @Test
    void surrogatePairsAreText() throws Exception {
        assertThat(codec.decodeValue("\"\\ud83d\\ude42 \uD83D\uDE42\"")).isEqualTo("\uD83D\uDE42 \uD83D\uDE42");
    }

    @ParameterizedTest
    @ValueSource(bytes = {(byte) 0xff, (byte) 0xc3, (byte) 0x80})
    void invalidUtf8IsMalformed(byte bad) {
        byte[] message = "{\"source\":4,\"data\":\"?\"}".getBytes(UTF_8);
        message[message.length - 3] = bad;

        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> codec.decode(message))
                .withMessage("text is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, java.lang.Long",
        "-0, 0, java.lang.Long",
        "9223372036854775807, 9223372036854775807, java.lang.Long",
        "-9223372036854775808, -9223372036854775808, java.lang.Long",
        "9223372036854775808, 9223372036854775808, java.math.BigInteger",
        "-9223372036854775809, -9223372036854775809, java.math.BigInteger",
        "1.0, 1.0, java.lang.Double",
        "-0.0, -0.0, java.lang.Double",
        "1e2, 100.0, java.lang.Double",
        "1E+2, 100.0, java.lang.Double",
        "5e-324, 4.9E-324, java.lang.Double",
        "1e-400, 1e-400, dev.webshocket.internal.codec.TinyNumber",
        "1e-999999999999, 1e-999999999999, dev.webshocket.internal.codec.TinyNumber",
        "0e999999999999, 0.0, java.lang.Double",
        "0.1, 0.1, java.lang.Double",
    })
    void theTypeOfANumberFollowsFromItsForm(String text, String expected, Class<?> type) throws Exception {
        assertThat(codec.decodeValue(text)).isInstanceOf(type).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e99999999999999999999", "0.1e401", "1000e306"})
    void numbersBeyondDoubleAreMalformed(String text) {
        assertMalformed(text);
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> codec.decode("{\"source\":4,\"data\":" + text + "}"));
    }

    @Test
    void decimalsBeyondDoublePrecisionAreExactInArguments() throws Exception {
        Packet packet = codec.decode("{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"m\",\"call_id\":\"c\","
                + "\"args\":[0.12345678901234567890,0.5],\"kwargs\":{\"k\":1234567890.123456789e3}}}");

        RpcRequest request = (RpcRequest) packet.rpc();
        assertThat(request.args()).containsExactly(new BigDecimal("0.1234567890123456789"), 0.5);
        assertThat(request.kwargs()).containsExactly(Map.entry("k", new BigDecimal("1234567890123.456789")));
    }

    @Test
    void decimalsBeyondDoublePrecisionAreExactInResponses() throws Exception {
        Packet packet = codec.decode("{\"source\":5,\"rpc\":{\"type\":\"response\",\"call_id\":\"c\","
                + "\"response\":0.12345678901234567890}}");

        assertThat(((RpcResponse) packet.rpc()).response()).isEqualTo(new BigDecimal("0.1234567890123456789"));
    }

    @Test
    void decimalsAreDoublesInDataAndTimestamp() throws Exception {
        Packet packet = codec.decode(
                "{\"source\":4,\"data\":[0.12345678901234567890],\"timestamp\":1700000000.12345678901234567890}");

        assertThat(packet.data()).isEqualTo(List.of(0.12345678901234567890));
        assertThat(packet.timestamp()).isEqualTo(1700000000.1234567);
    }

    @Test
    void integersOfAnySizeAreExact() throws Exception {
        BigInteger huge = BigInteger.TEN.pow(1999).add(BigInteger.ONE);

        assertThat(EachEncoding.JSON.carry(List.of(huge, huge.negate()))).isEqualTo(List.of(huge, huge.negate()));
    }

    @Test
    void floatsStayFloats() {
        assertThat(json(List.of(3.0, -0.0, 1e300, 0.1f))).isEqualTo("[3.0,-0.0,1.0E300,0.1]");
    }

    @Test
    void notANumberAndInfinitiesBecomeNull() {
        assertThat(json(Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)))
                .isEqualTo("[null,null,null]");
    }

    @ParameterizedTest
    @CsvSource({
        "12, 12",
        "12E+2, 1200",
        "12.0, 12.0",
        "0.10, 0.1",
        "0.12345678901234567890, 0.12345678901234567890",
        "100000000000000000000001, 100000000000000000000001",
    })
    void decimalsAreNumbers(BigDecimal value, String expected) {
        assertThat(json(value)).isEqualTo(expected);
    }

    @Test
    void bytesAreStandardBase64WithPadding() {
        assertThat(json(new byte[] {-1, -2, -3, -4})).isEqualTo("\"//79/A==\"");
    }

    @Test
    void timestampsAreRfc3339() {
        assertThat(json(Instant.ofEpochSecond(1, 500_000_000))).isEqualTo("\"1970-01-01T00:00:01.500Z\"");
    }

    @Test
    void aLoneSurrogateBecomesAQuestionMark() throws Exception {
        assertThat(EachEncoding.JSON.carry(Map.of("\uDC00", "a\uD800b"))).isEqualTo(Map.of("?", "a?b"));
    }

    @Test
    void controlCharactersAreEscaped() throws Exception {
        String controls = "\u0000\u0001\b\t\n\f\r\u001f\"\\/\u007f\u2028\u2029";

        assertThat(EachEncoding.JSON.carry(controls)).isEqualTo(controls);
    }

    @Test
    void theLastOfRepeatedMembersWins() throws Exception {
        assertThat(codec.decode("{\"source\":1,\"data\":1,\"data\":{\"a\":1,\"a\":2},\"source\":4}"))
                .isEqualTo(Packet.custom(Map.of("a", 2L)));
    }

    @Test
    void whiteSpaceAroundValuesIsAllowed() throws Exception {
        assertThat(codec.decodeValue(" \t\r\n[ 1 , \"a\" ] \n")).isEqualTo(List.of(1L, "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "\"a\"", "[]", "{}", "12"})
    void anyValueCanBeDecoded(String text) throws Exception {
        assertThat(codec.decodeValue(text))
                .isEqualTo(
                        switch (text) {
                            case "null" -> null;
                            case "true" -> true;
                            case "\"a\"" -> "a";
                            case "[]" -> List.of();
                            case "{}" -> Map.of();
                            default -> 12L;
                        });
    }

    private String json(Object value) {
        String packet = new String(codec.encode(Packet.custom(value)), UTF_8);
        assertThat(packet).startsWith("{\"source\":4,\"data\":").endsWith("}");
        return packet.substring("{\"source\":4,\"data\":".length(), packet.length() - 1);
    }

    private void assertMalformed(String text) {
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> codec.decodeValue(text));
    }
}
