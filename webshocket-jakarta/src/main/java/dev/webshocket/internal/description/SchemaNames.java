package dev.webshocket.internal.description;

import dev.webshocket.internal.types.Erasure;
import dev.webshocket.internal.types.Side;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names the schemas of types: the simple name of the class, such as {@code User} or {@code PageOfUser}. Types that share it have
 * their package in the name. A name has letters, digits and underscores only, as generators of code like it.
 */
final class SchemaNames {

    private SchemaNames() {}

    /**
     * Names types.
     *
     * @param types in an order that does not depend on anything else
     * @param different those that have another form when they are read than when they are written
     */
    static Map<NamedType, String> of(Collection<NamedType> types, Set<NamedType> different) {
        Map<String, Set<Type>> sharing = new HashMap<>();
        types.forEach(type -> sharing.computeIfAbsent(shortName(type), name -> new HashSet<>())
                .add(type.type()));
        Map<NamedType, String> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (NamedType type : types) {
            NamedType other = type.other();
            if (names.containsKey(other) && !different.contains(type)) {
                names.put(type, names.get(other));
                continue;
            }
            String name = sharing.get(shortName(type)).size() == 1 ? shortName(type) : longName(type);
            if (type.side() == Side.READ && different.contains(type)) {
                name += "Input";
            }
            while (!taken.add(name)) {
                name += '_';
            }
            names.put(type, name);
        }
        return names;
    }

    private static String shortName(NamedType type) {
        return simple(type.type()) + suffix(type);
    }

    private static String longName(NamedType type) {
        return clean(type.type().getTypeName()) + suffix(type);
    }

    private static String suffix(NamedType type) {
        return type.base() ? "Base" : "";
    }

    private static String simple(Type type) {
        if (type instanceof ParameterizedType generic) {
            return simple(generic.getRawType())
                    + Arrays.stream(generic.getActualTypeArguments())
                            .map(SchemaNames::simple)
                            .collect(Collectors.joining("And", "Of", ""));
        }
        if (type instanceof GenericArrayType array) {
            return simple(array.getGenericComponentType()) + "Array";
        }
        if (type instanceof WildcardType wildcard) {
            return simple(wildcard.getUpperBounds()[0]);
        }
        Class<?> raw = Erasure.of(type);
        if (raw.isArray()) {
            return simple(raw.getComponentType()) + "Array";
        }
        String name = raw.isAnonymousClass() ? raw.getName() : raw.getSimpleName();
        String cleaned = clean(name);
        return raw.isPrimitive() ? Character.toUpperCase(cleaned.charAt(0)) + cleaned.substring(1) : cleaned;
    }

    private static String clean(String name) {
        return name.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", "");
    }
}
