package dev.webshocket.internal.codec;

/**
 * A number of JSON that is not zero, while the nearest double is. Who asks for a double gets that zero; a decimal it cannot
 * become, since exponents as small make decimals a trap for who adds them.
 */
final class TinyNumber extends Number {

    private static final long serialVersionUID = 1;

    private final String text;
    private final double nearest;

    TinyNumber(String text, double nearest) {
        this.text = text;
        this.nearest = nearest;
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
        return (float) nearest;
    }

    @Override
    public double doubleValue() {
        return nearest;
    }

    /** Returns the number as it came. */
    @Override
    public String toString() {
        return text;
    }
}
