package dev.webshocket;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * Questions about a connection, for recipients and for rules of your own: the same as {@link Is}, {@link Has}, {@link
 * IsEqual} and {@link AnyOf} ask. Each looks at the connection when it is asked. Safe for use by any thread.
 */
public final class Predicates {

    private Predicates() {}

    /**
     * Asks whether an attribute is truthy, as Python has it: null and no attribute, {@code false}, zero of any number type,
     * an empty text, collection, map, array and {@link java.util.Optional} are not, all else is, NaN too.
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
     * Asks whether there is an attribute, whatever its value.
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
     * Asks whether an attribute has a certain value. Numbers are equal by value, so that the {@link Integer} 5 is equal to
     * the {@link Long} 5 and to 5.0; everything else as {@link Object#equals} has it.
     *
     * @param name the attribute's name
     * @param value the value; null for that there is no such attribute
     * @return the predicate
     * @throws IllegalArgumentException if the name is blank
     */
    public static Predicate<ClientConnection> isEqual(String name, Object value) {
        requireName(name);
        return connection -> Equality.of(connection.get(name), value);
    }

    /**
     * Asks whether at least one predicate holds.
     *
     * @param predicates asked in this order until one holds; with none given the answer is no
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
     * Asks whether every predicate holds.
     *
     * @param predicates asked in this order until one does not hold; with none given the answer is yes
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
     * Asks whether a predicate does not hold.
     *
     * @param predicate what is asked
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
