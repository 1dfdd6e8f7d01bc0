package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A number with a fraction or an exponent is a double if a double holds it exactly, and a BigDecimal otherwise. */
class DecimalTextProperties {

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> whole = Arbitraries.bigIntegers()
                .between(BigInteger.ZERO, BigInteger.TEN.pow(40))
                .map(BigInteger::toString);
        Arbitrary<String> fraction =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(40);
        Arbitrary<String> zeros = Arbitraries.integers().between(0, 60).map("0"::repeat);
        Arbitrary<Integer> exponent = Arbitraries.integers().between(-250, 200);
        return Combinators.combine(Arbitraries.of("", "-"), whole, zeros, fraction, zeros, exponent)
                .as((sign, before, inner, behind, end, power) ->
                        sign + before + "." + inner + behind + end + (power % 3 == 0 ? "" : "E" + power));
    }

    @Property
    void aNumberHasTheValueOfItsText(@ForAll("texts") String text) throws Exception {
        Number read = NumberText.parse(text, true, 2_000);
        BigDecimal exact = new BigDecimal(text);
        double nearest = Double.parseDouble(text);

        if (read instanceof Double) {
            assertThat(read).isEqualTo(nearest);
            boolean few = exact.stripTrailingZeros().precision() <= 15;
            assertThat(few || exact.compareTo(BigDecimal.valueOf(nearest)) == 0).isTrue();
        } else {
            assertThat((BigDecimal) read).isEqualByComparingTo(exact);
            assertThat(BigDecimal.valueOf(nearest)).isNotEqualByComparingTo(exact);
        }
        assertThat(NumberText.parse(text, false, 2_000)).isEqualTo(nearest);
    }

    @Example
    void hugeExponentsAreZeroOrRefused() throws Exception {
        String nines = "9".repeat(1_900);

        assertThat(NumberText.parse("0E" + nines, true, 2_000)).isEqualTo(0.0);
        assertThat(NumberText.parse("1E-" + nines, false, 2_000)).isEqualTo(0.0);
        assertThat(NumberText.parse("1E-" + nines, true, 2_000)).isInstanceOf(TinyNumber.class);
        assertThat(NumberText.parse("-0.0", true, 2_000)).isEqualTo(-0.0);
        assertThat(NumberText.parse("0.12345678901234567890E-" + nines, true, 2_000))
                .isInstanceOf(TinyNumber.class);
        assertThat(NumberText.parseAny("1E" + nines, true, 2_000)).isNull();
        assertThat(NumberText.parseAny("1.2345678901234567890E+" + nines, true, 2_000))
                .isNull();
        assertThat(NumberText.parseAny("1.2345678901234567890E308", true, 2_000))
                .isEqualTo(new BigDecimal("1.234567890123456789E+308"));
        assertThat(NumberText.parseAny("2.2345678901234567890E308", true, 2_000))
                .isNull();
    }
}
