package dev.webshocket.internal.methods;

import dev.webshocket.internal.codec.ValueReader;
import dev.webshocket.internal.types.ValueType;
import java.lang.reflect.Type;

/** One parameter of an {@link dev.webshocket.RpcMethod}. Immutable. */
public sealed interface ParameterModel {

    /** The caller's {@link dev.webshocket.ClientConnection}. */
    record Connection() implements ParameterModel {}

    /**
     * The {@link dev.webshocket.RpcStream} that sends the items of the answer.
     *
     * @param itemType the items' type, with the type variables of generic superclasses replaced
     */
    record Emitter(Type itemType) implements ParameterModel {}

    /**
     * The {@link dev.webshocket.RpcItems} or {@link java.util.concurrent.Flow.Publisher} of items that the caller uploads.
     *
     * @param name the name of the parameter, for descriptions; callers do not use it
     * @param model describes the items on the wire
     * @param reader converts a received plain value to an item
     * @param published whether it is a publisher
     */
    record Upload(String name, ValueType model, ValueReader reader, boolean published) implements ParameterModel {}

    /**
     * An argument that the caller sends.
     *
     * @param name the name that callers use
     * @param type the parameter's type, with the type variables of generic superclasses replaced
     * @param model describes the values of that type on the wire
     * @param reader converts the received plain value to a value of that type
     * @param required whether a call without this argument is refused
     * @param defaultPlain the plain value that the reader converts if the argument is omitted; null for an empty {@link
     *     java.util.Optional}; unmodifiable
     * @param variadic whether it is the last parameter, {@code T...}, which takes all remaining positional arguments,
     *     or a list if passed by name
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
