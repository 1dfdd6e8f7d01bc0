package dev.webshocket;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * Predicates on connections, for {@link Recipients} and for {@link Rule rules} of your own. They correspond to {@link
 * Is}, {@link Has}, {@link IsEqual} and {@link AnyOf}, and read the connection's attributes at each test. Safe for use
 * by any thread.
 */
public final class Predicates {

    private Predicates() {}

    /**
     * Tests whether an attribute is truthy, as Python defines it. These are not: a missing attribute, {@code false},
     * zero of any number type, and an empty string, collection, map, array or {@link java.util.Optional}. Every other
     * value is, NaN included.
     *
     * @param name the attribute's name
     * @return the predicate
     * @throws IllegalArgumentException if the name is blank
     */
    public static Predicate<ClientConnection> is(String name) {
        requireName(name);
        return connection -> Truthiness.of(connection.get(name));
    }

    /**
     * Tests whether an attribute is set, whatever its value.
     *
     * @param name the attribute's name
     * @return the predicate
     * @throws IllegalArgumentException if the name is blank
     */
    public static Predicate<ClientConnection> has(String name) {
        requireName(name);
        return connection -> connection.has(name);
    }

    /**
     * Tests whether an attribute has a certain value. Numbers are compared by value: the {@link Integer} 5 equals the
     * {@link Long} 5 and 5.0. Other types are compared by {@link Object#equals}.
     *
     * @param name the attribute's name
     * @param value the value; null tests that the attribute is not set
     * @return the predicate
     * @throws IllegalArgumentException if the name is blank
     */
    public static Predicate<ClientConnection> isEqual(String name, Object value) {
        requireName(name);
        return connection -> Equality.of(connection.get(name), value);
    }

    /**
     * Tests whether at least one predicate holds.
     *
     * @param predicates tested in this order until one holds; if there are none, the result is false
     * @return the predicate
     * @throws NullPointerException if one of them is null
     */
    @SafeVarargs
    public static Predicate<ClientConnection> any(Predicate<? super ClientConnection>... predicates) {
        Predicate<ClientConnection> any = connection -> false;
        for (Predicate<? super ClientConnection> predicate : predicates) {
            any = any.or(predicate);
        }
        return any;
    }

    /**
     * Tests whether every predicate holds.
     *
     * @param predicates tested in this order until one does not hold; if there are none, the result is true
     * @return the predicate
     * @throws NullPointerException if one of them is null
     */
    @SafeVarargs
    public static Predicate<ClientConnection> all(Predicate<? super ClientConnection>... predicates) {
        Predicate<ClientConnection> all = connection -> true;
        for (Predicate<? super ClientConnection> predicate : predicates) {
            all = all.and(predicate);
        }
        return all;
    }

    /**
     * Tests whether a predicate does not hold.
     *
     * @param predicate the predicate to negate
     * @return the predicate
     * @throws NullPointerException if it is null
     */
    public static Predicate<ClientConnection> not(Predicate<? super ClientConnection> predicate) {
        Objects.requireNonNull(predicate, "predicate");
        return connection -> !predicate.test(connection);
    }

    private static void requireName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of an attribute must not be blank");
        }
    }
}
