package dev.webshocket.internal.types;

import java.util.Map;
import java.util.Random;

/** A generated Java type, with values that fit, the results for these, and values that do not fit. */
interface GeneratedType {

    /** The marker for a type that every value fits. */
    Object NONE = new Object();

    /** Returns the type in Java source. */
    String source();

    /** Makes a plain value that fits, and is not null. */
    Object fitting(Random random);

    /** Returns the plain value that a plain value becomes after reading and writing. */
    Object back(Object fitting);

    /** Makes a plain value that does not fit, from one that does; or {@link #NONE}. */
    Object unfit(Object fitting, Random random);

    /** Whether null is one of its values. */
    default boolean isNullable() {
        return true;
    }

    /** Returns the plain value of an unset field of this type. */
    default Object initially() {
        return null;
    }

    /** Adds the sources of the classes that it uses, by name. */
    default void declare(Map<String, String> declarations) {}
}
