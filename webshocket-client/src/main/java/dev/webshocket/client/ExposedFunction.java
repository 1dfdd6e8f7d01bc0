package dev.webshocket.client;

import java.util.Objects;
import java.util.function.Function;

/**
 * A function that a client exposes to its server. Immutable.
 *
 * @param name the name that the server calls
 * @param type the type of its only argument; null for a function of the list of all positional arguments
 * @param function gets that argument, and returns the result or a stage of it
 */
public record ExposedFunction(String name, Class<?> type, Function<Object, ?> function) {

    /**
     * Creates the function.
     *
     * @throws NullPointerException if the name or the function is null
     */
    public ExposedFunction {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(function, "function");
    }
}
