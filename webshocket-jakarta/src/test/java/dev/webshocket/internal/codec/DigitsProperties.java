package dev.webshocket.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

/** Digits of any number mean what the JDK says they mean. */
class DigitsProperties {

    @Property(tries = 200)
    void digitsAreReadAsByTheJdk(@ForAll @NumericChars @StringLength(min = 1, max = 5000) String digits) {
        assertThat(Digits.parse(digits)).isEqualTo(new BigInteger(digits));
        assertThat(Digits.parse("-" + digits)).isEqualTo(new BigInteger("-" + digits));
    }
}
