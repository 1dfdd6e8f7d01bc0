package dev.webshocket.internal.types;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A generic type made by replacing variables in another. It has equals and toString like the JDK's own, because bindings
 * cache by type and name types in messages.
 */
public sealed interface ResolvedType extends Type {

    record Parameterized(Class<?> raw, Type owner, List<Type> arguments) implements ResolvedType, ParameterizedType {

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return owner;
        }

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ParameterizedType that
                    && raw.equals(that.getRawType())
                    && Objects.equals(owner, that.getOwnerType())
                    && arguments.equals(List.of(that.getActualTypeArguments()));
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(getActualTypeArguments()) ^ Objects.hashCode(owner) ^ raw.hashCode();
        }

        @Override
        public String toString() {
            return raw.getName() + namesOf(arguments, ", ", "<", ">");
        }
    }

    record Array(Type component) implements ResolvedType, GenericArrayType {

        @Override
        public Type getGenericComponentType() {
            return component;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof GenericArrayType that && component.equals(that.getGenericComponentType());
        }

        @Override
        public int hashCode() {
            return component.hashCode();
        }

        @Override
        public String toString() {
            return component.getTypeName() + "[]";
        }
    }

    record Wildcard(List<Type> upper, List<Type> lower) implements ResolvedType, WildcardType {

        @Override
        public Type[] getUpperBounds() {
            return upper.toArray(Type[]::new);
        }

        @Override
        public Type[] getLowerBounds() {
            return lower.toArray(Type[]::new);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WildcardType that
                    && upper.equals(List.of(that.getUpperBounds()))
                    && lower.equals(List.of(that.getLowerBounds()));
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(getLowerBounds()) ^ Arrays.hashCode(getUpperBounds());
        }

        @Override
        public String toString() {
            return lower.isEmpty() ? namesOf(upper, " & ", "? extends ", "") : namesOf(lower, " & ", "? super ", "");
        }
    }

    private static String namesOf(List<Type> types, String separator, String before, String after) {
        return types.stream().map(Type::getTypeName).collect(Collectors.joining(separator, before, after));
    }
}
