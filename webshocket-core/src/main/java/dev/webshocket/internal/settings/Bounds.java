package dev.webshocket.internal.settings;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The values that a setting accepts. Immutable.
 *
 * @param range the bounds as the documents print them, empty for none
 * @param violation returns the bound that a value breaks, or null
 * @param normalization converts an accepted value to its stored form
 */
public record Bounds<T>(String range, Function<T, String> violation, UnaryOperator<T> normalization) {

    private static final Duration CENTURY = Duration.ofDays(36_500);

    /** Accepts any value. */
    public static <T> Bounds<T> none() {
        return new Bounds<>("", value -> null, UnaryOperator.identity());
    }

    /** Accepts any value and normalizes it; the normalization may throw {@link IllegalArgumentException}. */
    public static <T> Bounds<T> normalized(UnaryOperator<T> normalization) {
        return new Bounds<>("", value -> null, normalization);
    }

    /** Accepts numbers from a minimum on. */
    public static <T extends Number> Bounds<T> atLeast(long minimum) {
        return where("at least " + minimum, value -> value.longValue() >= minimum);
    }

    /** Accepts numbers from a minimum to a maximum, both included. */
    public static Bounds<Integer> between(int minimum, int maximum) {
        return new Bounds<>(
                minimum + " to " + maximum,
                value -> value < minimum ? "at least " + minimum : value > maximum ? "at most " + maximum : null,
                UnaryOperator.identity());
    }

    /** Accepts values that meet a condition; the range describes it in errors and documents. */
    public static <T> Bounds<T> where(String range, Predicate<T> condition) {
        return new Bounds<>(range, value -> condition.test(value) ? null : range, UnaryOperator.identity());
    }

    /** Accepts durations above zero. */
    public static Bounds<Duration> positive() {
        return new Bounds<>(
                "more than zero",
                value -> value.isNegative() || value.isZero() ? "more than zero" : null,
                Bounds::capped);
    }

    /** Accepts durations of zero and above. */
    public static Bounds<Duration> notNegative() {
        return new Bounds<>("zero or more", value -> value.isNegative() ? "zero or more" : null, Bounds::capped);
    }

    /**
     * Limits a duration, since a {@code long} cannot hold the nanoseconds of the longest {@link Duration}.
     *
     * @return the duration, at most 36,500 days
     */
    public static Duration capped(Duration value) {
        return value.compareTo(CENTURY) > 0 ? CENTURY : value;
    }
}
