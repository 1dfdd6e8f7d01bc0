package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The binding of scalars: which values fit which type, and the messages for the others. */
class ScalarBindingTest {

    private static final BigInteger TWO_TO_63 = BigInteger.ONE.shiftLeft(63);
    private static final BigDecimal THIRD = new BigDecimal("0.33333333333333333333");
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private final Binding binding = new Binding();

    static Stream<Arguments> fits() {
        return Stream.of(
                arguments(boolean.class, true, true),
                arguments(Boolean.class, false, false),
                arguments(byte.class, -128L, (byte) -128),
                arguments(Byte.class, 127L, (byte) 127),
                arguments(short.class, -32768L, (short) -32768),
                arguments(Short.class, 32767L, (short) 32767),
                arguments(int.class, -2147483648L, Integer.MIN_VALUE),
                arguments(Integer.class, 2147483647L, Integer.MAX_VALUE),
                arguments(long.class, Long.MIN_VALUE, Long.MIN_VALUE),
                arguments(Long.class, Long.MAX_VALUE, Long.MAX_VALUE),
                arguments(float.class, 0.1, 0.1f),
                arguments(Float.class, 3L, 3f),
                arguments(float.class, Double.NaN, Float.NaN),
                arguments(float.class, Double.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY),
                arguments(double.class, 1.5, 1.5),
                arguments(double.class, 3L, 3.0),
                arguments(Double.class, TWO_TO_63, 0x1p63),
                arguments(double.class, THIRD, 1.0 / 3),
                arguments(double.class, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
                arguments(BigInteger.class, 5L, BigInteger.valueOf(5)),
                arguments(BigInteger.class, TWO_TO_63, TWO_TO_63),
                arguments(BigDecimal.class, 5L, BigDecimal.valueOf(5)),
                arguments(BigDecimal.class, TWO_TO_63, new BigDecimal(TWO_TO_63)),
                arguments(BigDecimal.class, 0.1, new BigDecimal("0.1")),
                arguments(BigDecimal.class, THIRD, THIRD),
                arguments(BigDecimal.class, "0.33333333333333333333", THIRD),
                arguments(BigDecimal.class, "-12", BigDecimal.valueOf(-12)),
                arguments(Number.class, 5L, 5L),
                arguments(Number.class, TWO_TO_63, TWO_TO_63),
                arguments(Number.class, THIRD, 1.0 / 3),
                arguments(char.class, "x", 'x'),
                arguments(Character.class, "\u00e9", '\u00e9'),
                arguments(String.class, "", ""),
                arguments(CharSequence.class, "abc", "abc"),
                arguments(byte[].class, new byte[] {1, 2}, new byte[] {1, 2}),
                arguments(byte[].class, "AP8Q", new byte[] {0, -1, 16}),
                arguments(byte[].class, "", new byte[0]),
                arguments(Instant.class, NEW_YEAR, NEW_YEAR),
                arguments(Instant.class, "2026-01-01T00:00:00Z", NEW_YEAR),
                arguments(Instant.class, "2026-01-01T01:30:00+01:30", NEW_YEAR),
                arguments(OptionalInt.class, 5L, OptionalInt.of(5)),
                arguments(OptionalInt.class, null, OptionalInt.empty()),
                arguments(OptionalLong.class, 5L, OptionalLong.of(5)),
                arguments(OptionalLong.class, null, OptionalLong.empty()),
                arguments(OptionalDouble.class, 5L, OptionalDouble.of(5)),
                arguments(OptionalDouble.class, null, OptionalDouble.empty()),
                arguments(Object.class, 5L, 5L),
                arguments(Object.class, THIRD, 1.0 / 3),
                arguments(Object.class, NEW_YEAR, NEW_YEAR),
                arguments(Object.class, Arrays.asList(THIRD, null), Arrays.asList(1.0 / 3, null)),
                arguments(Object.class, Map.of("k", List.of(THIRD, 1L)), Map.of("k", List.of(1.0 / 3, 1L))));
    }

    @ParameterizedTest
    @MethodSource
    void fits(Class<?> type, Object plain, Object expected) throws Exception {
        assertThat(binding.readerFor(type).read(plain)).isEqualTo(expected);
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                arguments(int.class, 1.5, "1.5 is no int"),
                arguments(int.class, 3.0, "3.0 is no int"),
                arguments(int.class, "3", "a string is no int"),
                arguments(int.class, true, "true is no int"),
                arguments(int.class, List.of(), "a list is no int"),
                arguments(int.class, Map.of(), "a map is no int"),
                arguments(int.class, new byte[1], "bytes are no int"),
                arguments(int.class, NEW_YEAR, "a timestamp is no int"),
                arguments(int.class, 1L << 40, "1099511627776 is out of range for int"),
                arguments(int.class, TWO_TO_63, "9223372036854775808 is out of range for int"),
                arguments(int.class, THIRD, "0.33333333333333333333 is no int"),
                arguments(Integer.class, 1.5, "1.5 is no int"),
                arguments(byte.class, 128L, "128 is out of range for byte"),
                arguments(short.class, -32769L, "-32769 is out of range for short"),
                arguments(long.class, TWO_TO_63, "9223372036854775808 is out of range for long"),
                arguments(long.class, 1e3, "1000.0 is no long"),
                arguments(float.class, 1e300, "1.0E300 is out of range for float"),
                arguments(float.class, "1", "a string is no float"),
                arguments(double.class, "1", "a string is no double"),
                arguments(double.class, true, "true is no double"),
                arguments(double.class, BigInteger.TEN.pow(400), "a huge integer is out of range for double"),
                arguments(BigInteger.class, 1.0, "1.0 is no integer"),
                arguments(BigInteger.class, "1", "a string is no integer"),
                arguments(BigDecimal.class, Double.NaN, "NaN is no decimal"),
                arguments(BigDecimal.class, "x", "a string is no decimal"),
                arguments(BigDecimal.class, "01", "a string is no decimal"),
                arguments(BigDecimal.class, "1.", "a string is no decimal"),
                arguments(BigDecimal.class, "0x1p3", "a string is no decimal"),
                arguments(BigDecimal.class, "1e", "a string is no decimal"),
                arguments(BigDecimal.class, "", "a string is no decimal"),
                arguments(BigDecimal.class, "-", "a string is no decimal"),
                arguments(Number.class, "1", "a string is no number"),
                arguments(boolean.class, "true", "a string is no boolean"),
                arguments(boolean.class, 1L, "1 is no boolean"),
                arguments(char.class, "", "a string is no single character"),
                arguments(char.class, "ab", "a string is no single character"),
                arguments(char.class, 65L, "65 is no single character"),
                arguments(String.class, 1L, "1 is no string"),
                arguments(String.class, new byte[1], "bytes are no string"),
                arguments(byte[].class, "?", "the string is no base64"),
                arguments(byte[].class, "AQ", "the string is no base64"),
                arguments(byte[].class, "AR==", "the string is no base64"),
                arguments(byte[].class, List.of(1L, 2L), "a list is no binary data"),
                arguments(Instant.class, "yesterday", "the string is no timestamp"),
                arguments(Instant.class, 1L, "1 is no timestamp"),
                arguments(OptionalInt.class, 1.5, "1.5 is no int"));
    }

    @ParameterizedTest
    @MethodSource
    void unfit(Class<?> type, Object plain, String message) throws Exception {
        ValueReader reader = binding.readerFor(type);

        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> reader.read(plain))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                boolean.class,
                byte.class,
                short.class,
                int.class,
                long.class,
                float.class,
                double.class,
                char.class
            })
    void nullDoesNotFitAPrimitive(Class<?> type) throws Exception {
        ValueReader reader = binding.readerFor(type);

        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> reader.read(null))
                .withMessageStartingWith("null is not allowed for ");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Boolean.class,
                Byte.class,
                Short.class,
                Integer.class,
                Long.class,
                Float.class,
                Double.class,
                Character.class,
                BigInteger.class,
                BigDecimal.class,
                Number.class,
                String.class,
                CharSequence.class,
                byte[].class,
                Instant.class,
                Object.class
            })
    void nullFitsAnyOtherType(Class<?> type) throws Exception {
        assertThat(binding.readerFor(type).read(null)).isNull();
    }

    @Test
    void aMismatchIsCheap() throws Exception {
        ValueReader reader = binding.readerFor(int.class);

        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> reader.read("x"))
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }
}
