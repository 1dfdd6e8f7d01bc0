package dev.webshocket.internal.types;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The arguments of the type variables of a class's generic superclasses and interfaces. */
public final class TypeArguments {

    private final Map<TypeVariable<?>, Type> arguments = new HashMap<>();
    private final boolean boundsForRaw;

    private TypeArguments(boolean boundsForRaw) {
        this.boundsForRaw = boundsForRaw;
    }

    /**
     * Reads all supertypes of a type.
     *
     * @param type a class, or a generic class with arguments for its own variables; without arguments, the variables become
     *     their bounds
     */
    public static TypeArguments ofType(Type type) {
        TypeArguments result = new TypeArguments(true);
        Class<?> raw = Erasure.of(type);
        TypeVariable<?>[] variables = raw.getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            Type argument = type instanceof ParameterizedType generic
                    ? generic.getActualTypeArguments()[i]
                    : Erasure.of(variables[i]);
            result.arguments.put(variables[i], argument);
        }
        if (type instanceof ParameterizedType generic && generic.getOwnerType() instanceof ParameterizedType owner) {
            result.arguments.putAll(ofType(owner).arguments);
        }
        result.collectSupertypes(raw);
        return result;
    }

    /** Reads all supertypes of a class, whose own variables have no arguments. */
    public static TypeArguments of(Class<?> type) {
        TypeArguments result = new TypeArguments(false);
        result.collectSupertypes(type);
        return result;
    }

    /** Returns the argument of a variable, which must be one of a supertype. */
    public Type argument(Class<?> supertype, int index) {
        return resolve(supertype.getTypeParameters()[index]);
    }

    /** Replaces the known variables; those without arguments stay. */
    public Type resolve(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            return arguments.getOrDefault(variable, variable);
        }
        if (variablesIn(type).findAny().isEmpty()) {
            return type;
        }
        if (type instanceof ParameterizedType parameterized) {
            return new ResolvedType.Parameterized(
                    Erasure.of(type), parameterized.getOwnerType(), resolve(parameterized.getActualTypeArguments()));
        }
        if (type instanceof GenericArrayType array) {
            Type component = resolve(array.getGenericComponentType());
            return component instanceof Class<?> plain ? plain.arrayType() : new ResolvedType.Array(component);
        }
        if (type instanceof WildcardType wildcard) {
            return new ResolvedType.Wildcard(resolve(wildcard.getUpperBounds()), resolve(wildcard.getLowerBounds()));
        }
        return type;
    }

    /** Finds all variables in a type. */
    public static Stream<TypeVariable<?>> variablesIn(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            return Stream.of(variable);
        }
        if (type instanceof ParameterizedType parameterized) {
            return Arrays.stream(parameterized.getActualTypeArguments()).flatMap(TypeArguments::variablesIn);
        }
        if (type instanceof GenericArrayType array) {
            return variablesIn(array.getGenericComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.of(wildcard.getUpperBounds(), wildcard.getLowerBounds())
                    .flatMap(Arrays::stream)
                    .flatMap(TypeArguments::variablesIn);
        }
        return Stream.empty();
    }

    private List<Type> resolve(Type[] types) {
        return Arrays.stream(types).map(this::resolve).toList();
    }

    private void collectSupertypes(Class<?> type) {
        Stream.concat(Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()))
                .forEach(this::collect);
    }

    // From the class upwards, so that the arguments are resolved before supertypes need them.
    private void collect(Type supertype) {
        Class<?> erased = Erasure.of(supertype);
        if (supertype instanceof ParameterizedType parameterized) {
            TypeVariable<?>[] variables = erased.getTypeParameters();
            Type[] given = parameterized.getActualTypeArguments();
            for (int i = 0; i < variables.length; i++) {
                arguments.putIfAbsent(variables[i], resolve(given[i]));
            }
        } else if (boundsForRaw) {
            for (TypeVariable<?> variable : erased.getTypeParameters()) {
                arguments.putIfAbsent(variable, Erasure.of(variable));
            }
        }
        collectSupertypes(erased);
    }
}
