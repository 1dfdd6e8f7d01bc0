package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Numbers that cost more to understand than to send. Done the plain way, each of these takes from ten seconds to for
 * ever.
 */
class HugeNumbersTest {

    private static final int MILLION = 1_000_000;

    private final Binding binding = new Binding();
    private final JsonCodec codec = new JsonCodec(binding, 64);

    @Test
    void integerOfAMillionDigitsIsRead() throws Exception {
        BigInteger nines = (BigInteger) promptly("9".repeat(MILLION));

        assertThat(nines.add(BigInteger.ONE)).isEqualTo(BigInteger.TEN.pow(MILLION));
    }

    @Test
    void decimalOfAMillionDigitsIsRead() throws Exception {
        BigDecimal decimal = (BigDecimal) promptly("0." + "3".repeat(MILLION));

        assertThat(decimal.precision()).isEqualTo(MILLION);
        assertThat(binding.readerFor(double.class).read(decimal)).isEqualTo(1.0 / 3);
    }

    @Test
    void zerosInAMillionPlacesAreRead() throws Exception {
        assertThat(promptly("0." + "0".repeat(MILLION) + "5e" + MILLION)).isEqualTo(0.5);
        assertThat(promptly("5." + "0".repeat(MILLION))).isEqualTo(5.0);
        assertThat(promptly("5" + "0".repeat(MILLION) + "e-" + MILLION)).isEqualTo(5.0);
    }

    @Test
    void hugeIntegerDoesNotFitAnInt() throws Exception {
        Object nines = promptly("9".repeat(100_000));

        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> binding.readerFor(int.class).read(nines))
                .withMessage("a huge integer is out of range for int");
    }

    @Test
    void tinyExponentsDoNotReachTheApplication() throws Exception {
        BigDecimal tiny = (BigDecimal) binding.readerFor(BigDecimal.class).read(promptly("1e-999999999"));

        assertThat(tiny.add(BigDecimal.ONE)).isEqualByComparingTo("1");
    }

    @Test
    void exponentsInStringsDoNotReachTheApplication() {
        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> binding.readerFor(BigDecimal.class).read("1e999999999"))
                .withMessage("a string is no decimal");
    }

    @Test
    void decimalsOfHugeExponentHaveNoForm() {
        assertThatExceptionOfType(EncodingException.class)
                .isThrownBy(() -> binding.toPlain(new BigDecimal("1E+999999999")));
    }

    @Test
    void zeroOfHugeExponentIsZero() {
        assertThat(binding.toPlain(new BigDecimal("0E+999999999"))).isEqualTo(0.0);
    }

    /** Decodes, in less than seconds of a processor's time: the machine may be busy with others. */
    private Object promptly(String json) throws MalformedPacketException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        Object value = codec.decodeValue(json);
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(4));
        return value;
    }
}
