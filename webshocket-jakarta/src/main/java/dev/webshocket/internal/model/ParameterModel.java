package dev.webshocket.internal.model;

import dev.webshocket.internal.codec.ValueReader;
import dev.webshocket.internal.types.ValueType;
import java.lang.reflect.Type;

/** What one parameter of a remote method is given. */
public sealed interface ParameterModel {

    /** The caller's {@link dev.webshocket.ClientConnection}. */
    record Connection() implements ParameterModel {}

    /**
     * The {@link dev.webshocket.RpcStream} that takes the items of the answer.
     *
     * @param itemType the items' type, with the type variables of generic superclasses replaced
     */
    record Emitter(Type itemType) implements ParameterModel {}

    /**
     * An argument that the caller sends.
     *
     * @param name the name that callers use
     * @param type the parameter's type, with the type variables of generic superclasses replaced
     * @param model what values of that type are on the wire
     * @param reader turns what was sent into a value of that type
     * @param required whether a call without it is refused
     * @param defaultPlain where it is not required and not sent, what the reader is given in its place, for each call
     *     anew; null stands for an empty {@link java.util.Optional}; lists and maps in it are unmodifiable
     * @param variadic whether it is the last one, {@code T...}, and takes all positional arguments that remain; by name it
     *     takes a list
     */
    record Value(
            String name,
            Type type,
            ValueType model,
            ValueReader reader,
            boolean required,
            Object defaultPlain,
            boolean variadic)
            implements ParameterModel {}
}
