package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.ValueType.FormattedNumber;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.ParsePosition;
import java.util.Locale;

/** Numbers that are strings, in the format of a {@code @JsonbNumberFormat}. Safe for use by several threads. */
final class FormattedNumbers {

    private static final int MOST_DIGITS_AS_TEXT = 40;

    /** A double holds any number that has no more digits before its point, and the inverse of each. */
    private static final int MOST_MAGNITUDE = 308;

    private final DecimalFormat format;
    private final ValueReader number;
    private final String name;
    private final boolean whole;
    private final int maxDigits;

    /**
     * Takes a format.
     *
     * @param number reads the number of the right class
     * @param whole whether it has no fraction
     * @throws IllegalArgumentException if the format is invalid
     */
    FormattedNumbers(FormattedNumber type, ValueReader number, boolean whole, int maxDigits) {
        String tag = type.format().locale();
        Locale locale = tag.equals("##default") ? Locale.getDefault() : Locale.forLanguageTag(tag);
        this.format = new DecimalFormat(type.format().pattern(), DecimalFormatSymbols.getInstance(locale));
        this.format.setParseBigDecimal(true);
        this.number = number;
        this.name = type.javaType().getSimpleName();
        this.whole = whole;
        this.maxDigits = maxDigits;
    }

    Object read(Object plain) throws UnfitValueException {
        if (!(plain instanceof String text)) {
            throw Described.unfit(plain, "formatted " + name);
        }
        ParsePosition end = new ParsePosition(0);
        Number parsed = text.length() > maxDigits ? null : parse(text, end);
        if (parsed == null || end.getIndex() < text.length()) {
            throw new UnfitValueException("the string is no formatted " + name);
        }
        return number.read(plainOf(parsed));
    }

    private Number parse(String text, ParsePosition end) {
        try {
            // A format has state while it parses.
            return ((DecimalFormat) format.clone()).parse(text, end);
        } catch (ArithmeticException | NumberFormatException e) {
            // The exponent is beyond what a decimal has.
            return null;
        }
    }

    private Object plainOf(Number parsed) throws UnfitValueException {
        // NaN and the infinities are not converted to decimals.
        Number number = parsed instanceof BigDecimal decimal ? plainOf(decimal) : parsed;
        if (number == null) {
            throw new UnfitValueException("the string is no formatted " + name);
        }
        boolean integral =
                whole && number instanceof Double real && real == Math.rint(real) && Math.abs(real) < 1L << 53;
        return integral ? (Object) number.longValue() : number;
    }

    /** Returns null outside the range of double. Writing and parsing a text of many digits would take the longest time. */
    private Number plainOf(BigDecimal decimal) {
        if (decimal.precision() <= MOST_DIGITS_AS_TEXT) {
            return NumberText.parseAny(decimal.toString(), true, maxDigits);
        }
        if (decimal.scale() == 0) {
            return NumberText.integer(decimal.unscaledValue());
        }
        long magnitude = (long) decimal.precision() - decimal.scale();
        return Math.abs(magnitude) <= MOST_MAGNITUDE ? decimal : null;
    }

    String write(Object value) {
        return ((DecimalFormat) format.clone()).format(value);
    }
}
