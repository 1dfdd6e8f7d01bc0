package dev.webshocket.internal.model;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcParam;
import dev.webshocket.RpcStream;
import dev.webshocket.internal.types.Erasure;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * A parameter of a remote method as a message names it.
 *
 * @param place the method
 * @param index its position, from 0
 * @param type its type, with the type variables of generic superclasses replaced
 */
record ParameterPlace(Place place, int index, Type type) {

    boolean isConnection() {
        return type == ClientConnection.class;
    }

    boolean isStream() {
        return Erasure.of(type) == RpcStream.class;
    }

    /** Tells whether the caller sends it. */
    boolean isValue() {
        return !isConnection() && !isStream();
    }

    /** Tells whether it is written {@code T...}; Java has that in the last place only. */
    boolean isVariadic() {
        return parameter().isVarArgs();
    }

    boolean has(Class<? extends Annotation> annotation) {
        return parameter().isAnnotationPresent(annotation);
    }

    <A extends Annotation> Optional<A> annotation(Class<A> annotation) {
        return Optional.ofNullable(parameter().getAnnotation(annotation));
    }

    /** The name that callers use; empty where the class file has none. */
    Optional<String> name() {
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
        return place.method().getParameters()[index];
    }
}
