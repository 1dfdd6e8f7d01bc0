package dev.webshocket;

import java.time.Duration;

/** Refuses settings that are out of their range. */
final class Bounds {

    private static final Duration CENTURY = Duration.ofDays(36_500);

    private Bounds() {}

    static void atMost(int most, int value, String name) {
        if (value > most) {
            throw new IllegalArgumentException(name + " must be at most " + most + ", but is " + value);
        }
    }

    /** Cuts a time that means "for ever", since no clock of Java's counts the nanoseconds of the longest duration. */
    static Duration cut(Duration value) {
        return value.compareTo(CENTURY) > 0 ? CENTURY : value;
    }

    static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + value);
        }
    }

    static void notNegative(Duration value, String name) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + value);
        }
    }

    static void positive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero, but is " + value);
        }
    }
}
