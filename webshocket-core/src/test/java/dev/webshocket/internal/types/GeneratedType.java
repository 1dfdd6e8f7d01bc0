package dev.webshocket.internal.types;

import java.util.Map;
import java.util.Random;

/** A Java type made up at random, which knows what fits it, what comes back for that, and what does not fit. */
interface GeneratedType {

    /** Stands for a value that does not fit, where every value does. */
    Object NONE = new Object();

    /** Returns it as a source has it. */
    String source();

    /** Makes a plain value that fits, and is not null. */
    Object fitting(Random random);

    /** Returns the plain value that the type's own value for one becomes again. */
    Object back(Object fitting);

    /** Makes a plain value that does not fit, from one that does; or {@link #NONE}. */
    Object unfit(Object fitting, Random random);

    /** Whether null is one of its values. */
    default boolean isNullable() {
        return true;
    }

    /** Returns what comes back for a field of it that nothing was set to, in a class. */
    default Object initially() {
        return null;
    }

    /** Adds the sources of the classes that it consists of, by their names. */
    default void declare(Map<String, String> declarations) {}
}
