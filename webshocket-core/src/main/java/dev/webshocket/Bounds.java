package dev.webshocket;

import java.time.Duration;

/** Refuses settings that are out of their range. */
final class Bounds {

    private static final Duration CENTURY = Duration.ofDays(36_500);

    private Bounds() {}

    static void atMost(int most, int value, String name) {
        if (value > most) {
            throw refusal(name, "at most " + most, value);
        }
    }

    /** Cuts a time that means "for ever", since no clock of Java's counts the nanoseconds of the longest duration. */
    static Duration cut(Duration value) {
        return value.compareTo(CENTURY) > 0 ? CENTURY : value;
    }

    static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw refusal(name, "at least " + least, value);
        }
    }

    static void notNegative(Duration value, String name) {
        if (value.isNegative()) {
            throw refusal(name, "zero or more", value);
        }
    }

    static void positive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw refusal(name, "more than zero", value);
        }
    }

    private static IllegalArgumentException refusal(String name, String range, Object value) {
        return new IllegalArgumentException(
                name + " must be " + range + ", but is " + value + SystemProperty.where(name));
    }
}
