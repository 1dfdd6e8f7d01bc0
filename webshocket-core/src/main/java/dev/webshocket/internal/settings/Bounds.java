package dev.webshocket.internal.settings;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Which values a setting takes.
 *
 * @param range the bounds as documents have them, empty where there are none
 * @param broken says of a value which bound it breaks, null where it breaks none
 * @param form makes of a value that breaks none what is kept of it
 */
public record Bounds<T>(String range, Function<T, String> broken, UnaryOperator<T> form) {

    private static final Duration CENTURY = Duration.ofDays(36_500);

    /** Takes any value. */
    public static <T> Bounds<T> none() {
        return new Bounds<>("", value -> null, UnaryOperator.identity());
    }

    /** Takes any value and keeps it in a form, whose making may throw {@link IllegalArgumentException}. */
    public static <T> Bounds<T> form(UnaryOperator<T> form) {
        return new Bounds<>("", value -> null, form);
    }

    /** Takes numbers from a least one on. */
    public static <T extends Number> Bounds<T> atLeast(long least) {
        return where("at least " + least, value -> value.longValue() >= least);
    }

    /** Takes numbers from a least one to a most one. */
    public static Bounds<Integer> between(int least, int most) {
        return new Bounds<>(
                least + " to " + most,
                value -> value < least ? "at least " + least : value > most ? "at most " + most : null,
                UnaryOperator.identity());
    }

    /** Takes values that hold a condition, which is told as errors and documents have it. */
    public static <T> Bounds<T> where(String range, Predicate<T> condition) {
        return new Bounds<>(range, value -> condition.test(value) ? null : range, UnaryOperator.identity());
    }

    /** Takes times above zero. */
    public static Bounds<Duration> positive() {
        return new Bounds<>(
                "more than zero", value -> value.isNegative() || value.isZero() ? "more than zero" : null, Bounds::cut);
    }

    /** Takes times that are not negative. */
    public static Bounds<Duration> notNegative() {
        return new Bounds<>("zero or more", value -> value.isNegative() ? "zero or more" : null, Bounds::cut);
    }

    /**
     * Cuts a time that means "for ever", since no clock of Java's counts the nanoseconds of the longest duration.
     *
     * @return the time; a hundred years of 365 days where it is longer
     */
    public static Duration cut(Duration value) {
        return value.compareTo(CENTURY) > 0 ? CENTURY : value;
    }
}
