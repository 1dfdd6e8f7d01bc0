package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.Erasure;
import dev.webshocket.internal.types.ObjectType;
import dev.webshocket.internal.types.Property;
import dev.webshocket.internal.types.ValueType;
import dev.webshocket.internal.types.VariantType;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Creates the writers of a model and its parts, to find errors before there is a value. For one thread. */
final class WriterCheck {

    private final ClassWriters writers;
    private final Set<ValueType> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    WriterCheck(ClassWriters writers) {
        this.writers = writers;
    }

    /**
     * Checks a model.
     *
     * @throws IllegalArgumentException if a format is invalid, or application code cannot be instantiated
     */
    void check(ValueType type) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof ObjectType object) {
            object.properties().stream().map(Property::type).forEach(this::check);
        } else if (type instanceof VariantType variants) {
            variants.base().ifPresent(this::check);
            variants.variants().values().forEach(this::check);
        } else if (type instanceof ValueType.Sequence sequence) {
            check(sequence.item());
        } else if (type instanceof ValueType.Mapping map) {
            check(map.key());
            check(map.value());
        } else if (type instanceof ValueType.Maybe maybe) {
            check(maybe.value());
        } else {
            writers.of(type, Erasure.of(type.javaType()));
            if (type instanceof ValueType.Adapted adapted) {
                check(adapted.wire());
            }
        }
    }
}
