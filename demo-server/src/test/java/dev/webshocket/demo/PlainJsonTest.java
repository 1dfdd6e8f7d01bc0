package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.JsonException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {

    @Test
    void readsEveryKindOfValue() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("list", Arrays.asList(1L, -2.5, "three", true, false, null, List.of(), Map.of()));
        assertThat(PlainJson.parse(" {\"list\": [1, -2.5, \"three\", true, false, null, [], {}]} "))
                .isEqualTo(object);
    }

    @Test
    void distinguishesIntegersFromFloats() {
        assertThat(PlainJson.parse("3")).isEqualTo(3L);
        assertThat(PlainJson.parse("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(PlainJson.parse("18446744073709551615")).isEqualTo(new BigInteger("18446744073709551615"));
        assertThat(PlainJson.parse("3.0")).isEqualTo(3.0);
        assertThat(PlainJson.parse("1e2")).isEqualTo(100.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "hello", "10 20", "1]", "[1", "{", "{\"a\"", "[1,]", "{a:1}", "01", "+1", ".5", "1.", "NaN",
                "nul", "\"x", "'x'", "-"
            })
    void refusesInvalidJson(String text) {
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> PlainJson.parse(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_100, 20_000})
    void refusesTooDeepNesting(int depth) {
        List<String> texts = List.of(
                "[".repeat(depth),
                "[".repeat(depth) + "]".repeat(depth),
                "{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
        for (String text : texts) {
            assertThatExceptionOfType(JsonException.class).isThrownBy(() -> PlainJson.parse(text));
        }
    }

    @Test
    void refusesNumbersOutsideTheRangeOfDouble() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> PlainJson.parse("[-1e400]"))
                .withMessageContaining("-1e400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "\"a\\\"b\\n\"",
                "3",
                "3.0",
                "9007199254740993",
                "18446744073709551615",
                "[1,[2.5,{\"a\":{}}],[]]",
                "{\"b\":1,\"a\":[null,false]}"
            })
    void writesTheValuesThatItReads(String json) {
        assertThat(PlainJson.write(PlainJson.parse(json))).isEqualTo(json);
    }

    @Test
    void writesValuesWithoutAJsonForm() {
        assertThat(PlainJson.write(new byte[] {(byte) 0xfb, (byte) 0xff, 0})).isEqualTo("\"+/8A\"");
        assertThat(PlainJson.write(Instant.parse("2026-01-31T12:00:00.5Z"))).isEqualTo("\"2026-01-31T12:00:00.500Z\"");
        assertThat(PlainJson.write(List.of(Double.NaN, Double.POSITIVE_INFINITY)))
                .isEqualTo("[null,null]");
    }
}
