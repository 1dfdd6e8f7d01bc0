package dev.webshocket.internal.methods;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcParam;
import dev.webshocket.RpcStream;
import dev.webshocket.internal.types.Erasure;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * The location of a parameter, for problems.
 *
 * @param location the method
 * @param index its index, from 0
 * @param type its type, with the type variables of generic superclasses replaced
 */
public record ParameterLocation(MethodLocation location, int index, Type type) {

    public boolean isConnection() {
        return type == ClientConnection.class;
    }

    public boolean isStream() {
        return Erasure.of(type) == RpcStream.class;
    }

    /** Tells whether it gets the items that the caller uploads. */
    public boolean isUpload() {
        Class<?> raw = Erasure.of(type);
        return raw == RpcItems.class || raw == Flow.Publisher.class;
    }

    /** Tells whether the caller passes it as a value. */
    public boolean isValue() {
        return !isConnection() && !isStream() && !isUpload();
    }

    /** Tells whether it is a varargs parameter, {@code T...}. */
    public boolean isVariadic() {
        return parameter().isVarArgs();
    }

    public boolean has(Class<? extends Annotation> annotation) {
        return parameter().isAnnotationPresent(annotation);
    }

    public <A extends Annotation> Optional<A> annotation(Class<A> annotation) {
        return Optional.ofNullable(parameter().getAnnotation(annotation));
    }

    /** Returns the name that callers use; empty if the class file has none. */
    public Optional<String> name() {
        return annotation(RpcParam.class)
                .map(RpcParam::value)
                .or(() -> Optional.of(parameter())
                        .filter(Parameter::isNamePresent)
                        .map(Parameter::getName));
    }

    @Override
    public String toString() {
        return name().filter(name -> !name.isBlank())
                .map(name -> "parameter \"" + name + "\"")
                .orElse("parameter " + (index + 1));
    }

    private Parameter parameter() {
        return location.method().getParameters()[index];
    }
}
