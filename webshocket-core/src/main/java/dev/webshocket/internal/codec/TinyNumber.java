package dev.webshocket.internal.codec;

/**
 * A number of JSON that is not zero, while the nearest double is. Who asks for a double gets that zero; a decimal it cannot
 * become, since exponents as small make decimals a trap for who adds them.
 */
final class TinyNumber extends Number {

    private static final long serialVersionUID = 1;

    private final String text;

    TinyNumber(String text) {
        this.text = text;
    }

    @Override
    public int intValue() {
        return 0;
    }

    @Override
    public long longValue() {
        return 0;
    }

    @Override
    public float floatValue() {
        return (float) doubleValue();
    }

    @Override
    public double doubleValue() {
        return text.startsWith("-") ? -0.0 : 0.0;
    }

    /** Returns the number as it came. */
    @Override
    public String toString() {
        return text;
    }
}
