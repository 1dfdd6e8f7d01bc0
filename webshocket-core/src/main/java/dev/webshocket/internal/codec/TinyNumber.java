package dev.webshocket.internal.codec;

/**
 * A number of JSON that is not zero, but whose nearest double is. As a double it is zero. It cannot become a decimal, because
 * adding decimals with such small exponents takes huge memory.
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

    /** Returns the number as received. */
    @Override
    public String toString() {
        return text;
    }
}
