package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.JsonValue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbers that take far more time to parse than to send. A naive implementation takes ten seconds or more for each of
 * these.
 */
class HugeNumbersTest {

    private static final int MILLION = 1_000_000;

    private final Binding binding = new Binding();
    private final Codec codec = new Codec(Encoding.JSON, binding, 64);

    static Stream<String> tooLong() {
        String zeros = "0".repeat(MILLION);
        return Stream.of(
                "9".repeat(MILLION),
                "-" + "9".repeat(2001),
                "0." + "3".repeat(MILLION),
                "0." + zeros + "5e" + MILLION,
                "5." + zeros,
                "5" + zeros + "e-" + MILLION,
                "1e" + zeros);
    }

    @ParameterizedTest
    @MethodSource
    void tooLong(String json) {
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> promptly(json))
                .withMessage("a number has more than 2000 digits");
    }

    @Test
    void numbersWithTheLargestNumberOfDigitsAreRead() throws Exception {
        assertThat(promptly("-" + "9".repeat(2000)))
                .isEqualTo(BigInteger.TEN.pow(2000).subtract(BigInteger.ONE).negate());
        assertThat(((BigDecimal) promptly("0." + "3".repeat(1999))).precision()).isEqualTo(1999);
        assertThat(promptly("5." + "0".repeat(1999))).isEqualTo(5.0);
        assertThat(promptly("5" + "0".repeat(1990) + "e-1990")).isEqualTo(5.0);
    }

    @Test
    void theBoundIsASetting() throws Exception {
        Codec lenient = new Codec(Encoding.JSON, new Binding(new BindingRules(3000, false)), 64);

        assertThat(lenient.decodeValue("9".repeat(3000)))
                .isEqualTo(BigInteger.TEN.pow(3000).subtract(BigInteger.ONE));
    }

    @Test
    void hugeIntegerDoesNotFitAnInt() throws Exception {
        Object nines = promptly("9".repeat(2000));

        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> binding.readerFor(int.class).read(nines))
                .withMessage("a huge integer is out of range for int");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e-400",
                "-1e-400",
                "1e-999999999",
                "1.23456789012345678901234567890e-310",
                "5e-324",
                "0.00000000000000000000000000000123456789012345678901234567890e-290"
            })
    void tinyNumbersAreRefusedAsDecimals(String json) throws Exception {
        Object plain = promptly(json);

        for (Object given : List.of(plain, json)) {
            assertThatExceptionOfType(UnfitValueException.class)
                    .isThrownBy(() -> binding.readerFor(BigDecimal.class).read(given))
                    .withMessage("a number is out of range");
        }
    }

    @Test
    void nonZeroNumbersDoNotBecomeZeroInATree() throws Exception {
        Object plain = promptly("1e-400");

        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> binding.readerFor(JsonValue.class).read(List.of(plain)))
                .withMessage("a number is out of range");
    }

    @Test
    void tinyNumbersAreTheNearestDoubles() throws Exception {
        Object plain = promptly("1.23456789012345678901234567890e-310");

        assertThat(binding.readerFor(double.class).read(plain)).isEqualTo(1.2345678901234568e-310);
        assertThat(binding.readerFor(float.class).read(plain)).isEqualTo(0f);
        assertThat(binding.readerFor(Number.class).read(plain)).isEqualTo(1.2345678901234568e-310);
        assertThat(binding.readerFor(Object.class).read(List.of(plain))).isEqualTo(List.of(1.2345678901234568e-310));
    }

    @Test
    void tinyNumbersBecomeZeroAsDoubles() throws Exception {
        for (Class<?> type : List.of(double.class, Number.class, Object.class)) {
            assertThat(binding.readerFor(type).read(promptly("1e-400"))).isEqualTo(0.0);
            assertThat(binding.readerFor(type).read(promptly("-1e-400"))).isEqualTo(-0.0);
        }
        assertThat(binding.readerFor(Object.class).read(List.of(promptly("1e-400"))))
                .isEqualTo(List.of(0.0));
    }

    @Test
    void zeroIsADecimalWhateverItsExponent() throws Exception {
        assertThat((BigDecimal) binding.readerFor(BigDecimal.class).read(promptly("0e-999999999")))
                .isEqualByComparingTo("0");
    }

    @Test
    void exponentsInStringsDoNotReachTheApplication() {
        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> binding.readerFor(BigDecimal.class).read("1e999999999"))
                .withMessage("a string is no decimal");
    }

    @Test
    void decimalsWithAHugeExponentCannotBeEncoded() {
        assertThatExceptionOfType(EncodingException.class)
                .isThrownBy(() -> binding.toPlain(new BigDecimal("1E+999999999")));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {-2.30584300921369344E18, 2.0E-3, 2.2250738585072014E-308, Double.MAX_VALUE, 1.0E23, 2.0E-322})
    void aDoubleIsReadAsItIsWritten(double value) throws Exception {
        assertThat(codec.decodeValue(Double.toString(value))).isEqualTo(value);
    }

    @Test
    void zeroWithAHugeExponentIsZero() {
        assertThat(binding.toPlain(new BigDecimal("0E+999999999"))).isEqualTo(0.0);
    }

    /** Decodes in less than a second of CPU time, since other processes may share the machine. */
    private Object promptly(String json) throws MalformedPacketException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        Object value = codec.decodeValue(json);
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(1));
        return value;
    }
}
