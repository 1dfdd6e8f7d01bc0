package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What JSON-B is given for JSON-P. */
class PlainProviderTest {

    private final JsonProvider real = JsonProvider.provider();
    private final PlainProvider provider = new PlainProvider(real);

    /** Those that are not overridden throw, or dispatch to others. */
    static Stream<Method> methods() {
        return Arrays.stream(JsonProvider.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !Arrays.equals(method.getParameterTypes(), new Class<?>[] {Number.class}));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodIsOverridden(Method method) throws Exception {
        assertThat(PlainProvider.class.getDeclaredMethod(method.getName(), method.getParameterTypes()))
                .isNotNull();
    }

    @Test
    void otherStreamsAreThoseOfRealJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = provider.createGeneratorFactory(Map.of()).createGenerator(out, UTF_8)) {
            generator.writeStartArray().write(1).writeEnd();
        }

        assertThat(out.toString(UTF_8)).isEqualTo("[1]");
        try (JsonParser parser = provider.createParser(new ByteArrayInputStream(out.toByteArray()))) {
            parser.next();
            assertThat(parser.getArray().getInt(0)).isEqualTo(1);
        }
    }

    @Test
    void everyWayToWriteIsThatOfARealGenerator() throws Exception {
        PlainOutput plain = new PlainOutput();
        try (JsonGenerator generator = provider.createGenerator(plain)) {
            writeEverything(generator);
            generator.flush();
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = real.createGenerator(json)) {
            writeEverything(generator);
        }

        assertThat(plain.tree().root())
                .isEqualTo(new JsonCodec(Encoding.BINDING, 64).decodeValue(json.toString(UTF_8)));
    }

    private void writeEverything(JsonGenerator generator) {
        JsonObject object = real.createObjectBuilder()
                .add(
                        "a",
                        real.createArrayBuilder()
                                .add(1)
                                .add("x")
                                .add(true)
                                .add(false)
                                .addNull()
                                .add(1.5))
                .build();
        generator
                .writeStartObject()
                .write("value", object)
                .write("string", "s")
                .write("integer", BigInteger.TEN.pow(30))
                .write("decimal", new BigDecimal("0.33333333333333333333"))
                .write("int", 1)
                .write("long", 1L << 40)
                .write("double", 3.0)
                .write("boolean", true)
                .writeNull("null")
                .writeStartObject("object")
                .writeEnd()
                .writeStartArray("array")
                .write(object)
                .write("s")
                .write(BigInteger.TEN)
                .write(new BigDecimal("1.5"))
                .write(1)
                .write(1L)
                .write(1.0)
                .write(false)
                .writeNull()
                .writeStartObject()
                .writeKey("k")
                .write(JsonValue.NULL)
                .writeEnd()
                .writeStartArray()
                .writeEnd()
                .writeEnd()
                .writeEnd();
    }

    @Test
    void bytesAreTheStringOfTheirBase64() {
        PlainParser parser = new PlainParser(List.of(new byte[] {1, 2}), real);
        parser.next();

        assertThat(parser.getArray())
                .isEqualTo(real.createArrayBuilder().add("AQI=").build());
        assertThat(parser.currentEvent()).isEqualTo(JsonParser.Event.END_ARRAY);
        assertThat(parser.hasNext()).isFalse();
    }

    @Test
    void bytesAreEqualToTheirString() {
        JsonString text = real.createValue("AQI=");
        JsonBytes bytes = new JsonBytes(new byte[] {1, 2});

        assertThat(bytes).isEqualTo(text).hasSameHashCodeAs(text).hasToString(text.toString());
        assertThat(bytes.getChars()).hasToString("AQI=");
    }

    @Test
    void parserRefusesWhatItIsNotAt() {
        PlainParser parser = new PlainParser(List.of("x"), real);

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(parser::getString);
        parser.next();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(parser::getString);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(parser::getObject);
        parser.next();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(parser::getInt);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(parser::getArray);
        parser.next();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(parser::getValue);
    }

    @Test
    void parserStreamsWhatItHolds() {
        PlainParser array = new PlainParser(List.of(1L, "x"), real);
        PlainParser object = new PlainParser(Map.of("k", true), real);
        array.next();
        object.next();

        assertThat(array.getArrayStream()).hasSize(2);
        assertThat(object.getObjectStream()).containsExactly(Map.entry("k", JsonValue.TRUE));
    }
}
