package dev.webshocket.internal.types;

import java.lang.reflect.Type;
import java.net.URL;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * Refuses sets and maps whose items or keys have costly hash codes: those that contain a {@link URL}, which looks up the
 * address of its host, and those that are sets of themselves, in which each part is hashed once for each enclosing set.
 */
final class HashedTypes {

    private final Set<ValueType> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private HashedTypes() {}

    /** Checks all parts of a complete model. */
    static void check(ValueType model) throws UnbindableTypeException {
        new HashedTypes().checkAll(model);
    }

    private void checkAll(ValueType type) throws UnbindableTypeException {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof ValueType.Sequence sequence && isHashed(sequence.javaType(), Set.class, SortedSet.class)) {
            requireCheap(sequence, sequence.item());
        } else if (type instanceof ValueType.Mapping map && isHashed(map.javaType(), Map.class, SortedMap.class)) {
            requireCheap(map, map.key());
        }
        if (type instanceof ObjectType object) {
            for (Property property : object.properties()) {
                try {
                    checkAll(property.type());
                } catch (UnbindableTypeException e) {
                    throw e.inProperty(property.name(), object.javaClass());
                }
            }
        } else if (type instanceof ValueType.Adapted adapted) {
            checkAll(adapted.wire());
        } else {
            for (ValueType part : parts(type).toList()) {
                checkAll(part);
            }
        }
    }

    private static boolean isHashed(Type type, Class<?> hashed, Class<?> sorted) {
        Class<?> raw = Erasure.of(type);
        return hashed.isAssignableFrom(raw) && !sorted.isAssignableFrom(raw);
    }

    private static void requireCheap(ValueType container, ValueType compared) throws UnbindableTypeException {
        Set<ValueType> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        reach(compared, reached);
        String name = container.javaType().getTypeName();
        if (reached.stream().anyMatch(each -> each.javaType() == URL.class)) {
            throw new UnbindableTypeException(
                    name + " would ask for the addresses of the hosts in its URLs; take java.net.URI");
        }
        if (reached.contains(container)) {
            throw new UnbindableTypeException(
                    name + " is a set within itself, which takes too long to fill; take a list");
        }
    }

    /** Finds the parts of a value's hash code. */
    private static void reach(ValueType type, Set<ValueType> reached) {
        if (!reached.add(type)) {
            return;
        }
        if (type instanceof ObjectType object && !hasHashCode(object.javaClass())) {
            return;
        }
        if (type instanceof ValueType.Sequence && Erasure.of(type.javaType()).isArray()) {
            return;
        }
        parts(type).forEach(part -> reach(part, reached));
    }

    /** Whether the hash code depends on the content; arrays and many classes use identity. */
    private static boolean hasHashCode(Class<?> type) {
        try {
            return type.getMethod("hashCode").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the parts of a type; those of an adapter's result are not known. */
    private static Stream<ValueType> parts(ValueType type) {
        if (type instanceof ObjectType object) {
            return object.properties().stream().map(Property::type);
        }
        if (type instanceof VariantType variants) {
            return Stream.concat(variants.variants().values().stream(), variants.base().stream());
        }
        if (type instanceof ValueType.Sequence sequence) {
            return Stream.of(sequence.item());
        }
        if (type instanceof ValueType.Mapping map) {
            return Stream.of(map.key(), map.value());
        }
        return type instanceof ValueType.Maybe maybe ? Stream.of(maybe.value()) : Stream.empty();
    }
}
