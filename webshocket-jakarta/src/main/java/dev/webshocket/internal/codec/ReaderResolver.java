package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.UnbindableTypeException;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the reader of a type: one of ours for single values, lists, maps and arrays, JSON-B's for all others. */
final class ReaderResolver {

    private final JsonBridge json;

    ReaderResolver(JsonBridge json) {
        this.json = json;
    }

    ValueReader resolve(Type type) throws UnbindableTypeException {
        if (type instanceof Class<?> raw) {
            return ofClass(raw);
        }
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic);
        }
        if (type instanceof GenericArrayType array) {
            Type component = array.getGenericComponentType();
            return ContainerReaders.array(rawType(component), resolve(component));
        }
        throw openType(type);
    }

    private ValueReader ofClass(Class<?> type) throws UnbindableTypeException {
        ValueReader scalar = ScalarReaders.of(type);
        if (scalar != null) {
            return scalar;
        }
        if (type.isArray()) {
            return ContainerReaders.array(type.getComponentType(), resolve(type.getComponentType()));
        }
        ValueReader container = container(type, Object.class, Object.class);
        return container != null ? container : byJsonBinding(type, type);
    }

    private ValueReader ofGeneric(ParameterizedType type) throws UnbindableTypeException {
        Type[] arguments = type.getActualTypeArguments();
        for (Type argument : arguments) {
            requireClosed(argument);
        }
        Class<?> raw = (Class<?>) type.getRawType();
        ValueReader container = container(raw, arguments[0], arguments[arguments.length - 1]);
        return container != null ? container : byJsonBinding(raw, type);
    }

    private ValueReader container(Class<?> raw, Type first, Type last) throws UnbindableTypeException {
        if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
            return ContainerReaders.list(resolve(first));
        }
        if (raw == Set.class) {
            return ContainerReaders.set(resolve(first));
        }
        if (raw == Optional.class) {
            return ContainerReaders.optional(resolve(first));
        }
        boolean textKeys = first == String.class || first == Object.class;
        return raw == Map.class && textKeys ? ContainerReaders.map(resolve(last)) : null;
    }

    private ValueReader byJsonBinding(Class<?> raw, Type type) throws UnbindableTypeException {
        BindableClasses.requireReadable(raw);
        if (!BindableClasses.isReadByItsOwnCode(raw)) {
            json.check(type);
        }
        String name = raw.getSimpleName();
        return plain -> plain == null ? null : json.read(plain, type, name);
    }

    private static void requireClosed(Type type) throws UnbindableTypeException {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                requireClosed(argument);
            }
        } else if (type instanceof GenericArrayType array) {
            requireClosed(array.getGenericComponentType());
        } else if (!(type instanceof Class)) {
            throw openType(type);
        }
    }

    private static UnbindableTypeException openType(Type type) {
        if (type instanceof WildcardType) {
            return new UnbindableTypeException("the wildcard " + type.getTypeName() + " names no type");
        }
        return type instanceof TypeVariable
                ? new UnbindableTypeException("the type variable " + type.getTypeName() + " names no type")
                : new UnbindableTypeException("a type of the kind of " + type.getTypeName() + " is not known");
    }

    private static Class<?> rawType(Type type) throws UnbindableTypeException {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            return Array.newInstance(rawType(array.getGenericComponentType()), 0)
                    .getClass();
        }
        throw openType(type);
    }
}
