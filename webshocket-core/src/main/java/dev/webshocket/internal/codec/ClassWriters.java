package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.Erasure;
import dev.webshocket.internal.types.ObjectType;
import dev.webshocket.internal.types.TypeReader;
import dev.webshocket.internal.types.UnbindableTypeException;
import dev.webshocket.internal.types.ValueType;
import dev.webshocket.internal.types.VariantType;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.serializer.JsonbSerializer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The writers of classes, by which values are written independently of their declared type. Each is created for its first
 * value, from the model of the class alone, so that the order of values has no effect. Safe for use by several threads.
 */
final class ClassWriters {

    private final Binding binding;
    private final TypeReader types;
    private final PlainWriter values;
    private final Map<Class<?>, ValueWriter> kept = new ConcurrentHashMap<>();

    ClassWriters(Binding binding, TypeReader types, PlainWriter values) {
        this.binding = binding;
        this.types = types;
        this.values = values;
    }

    /** Returns the writer of a class. */
    ValueWriter of(Class<?> type) {
        ValueWriter known = kept.get(type);
        if (known != null) {
            return known;
        }
        ValueWriter made = make(type);
        if (kept.size() < TypeReader.MOST_KEPT) {
            kept.putIfAbsent(type, made);
        }
        return made;
    }

    private ValueWriter make(Class<?> type) {
        try {
            return writer(types.read(type), type);
        } catch (UnbindableTypeException | IllegalArgumentException e) {
            return (value, sink, depth) -> {
                throw new EncodingException(type.getName() + " has no form on the wire", e);
            };
        }
    }

    private ValueWriter writer(ValueType type, Class<?> raw) {
        if (type instanceof VariantType variants) {
            // A value of the type itself, which has subtypes.
            return object(variants.base().orElseThrow(() -> new IllegalArgumentException("no class to write")));
        }
        boolean timestamp = type instanceof ValueType.Temporal temporal
                && temporal.javaType() == Instant.class
                && temporal.format().isDefault();
        if (type instanceof ValueType.Anything || type instanceof ValueType.Tree || timestamp) {
            return values::writeByKind;
        }
        boolean collection = type instanceof ValueType.Sequence || type instanceof ValueType.Mapping;
        return collection || type instanceof ValueType.Maybe ? values::writeByKind : of(type, raw);
    }

    /**
     * Returns the writer of a model other than that of a collection.
     *
     * @throws IllegalArgumentException if a format is invalid, or application code cannot be instantiated
     */
    ValueWriter of(ValueType type, Class<?> raw) {
        if (type instanceof ObjectType object) {
            return object(object);
        }
        if (type instanceof ValueType.Custom custom) {
            return new CustomWriter(binding, (JsonbSerializer<?>) binding.component(custom.code()));
        }
        if (type instanceof ValueType.Adapted adapted) {
            return adapted(adapted);
        }
        if (type instanceof ValueType.FormattedNumber number) {
            FormattedNumbers format = new FormattedNumbers(number, null, false, 0);
            return (value, sink, depth) -> sink.text(format.write(value));
        }
        if (type instanceof ValueType.Temporal temporal) {
            Temporals format = Temporals.of(raw, temporal.format());
            return (value, sink, depth) -> values.write(format.write(value), sink, depth);
        }
        if (type instanceof ValueType.Enumeration) {
            return (value, sink, depth) -> sink.text(((Enum<?>) value).name());
        }
        if (type instanceof ValueType.Text) {
            return (value, sink, depth) -> sink.text(Texts.write(value));
        }
        return values::writeByKind;
    }

    private ValueWriter object(ObjectType type) {
        return new ObjectValueWriter(type, this);
    }

    @SuppressWarnings("unchecked")
    private ValueWriter adapted(ValueType.Adapted type) {
        JsonbAdapter<Object, Object> adapter = (JsonbAdapter<Object, Object>) binding.component(type.adapter());
        Class<?> original = Erasure.of(type.javaType());
        // Looking up the writer of the class again would return the adapter.
        boolean same = Erasure.of(type.wire().javaType()) == original;
        ValueWriter wire =
                same ? of(type.wire(), original) : property(type.wire()).orElse(values::write);
        return (value, sink, depth) -> {
            Object adaptedValue;
            try {
                adaptedValue = adapter.adaptToJson(value);
            } catch (Exception e) {
                throw new EncodingException(value.getClass().getName() + " has no form on the wire", e);
            }
            PlainWriter.writeOrNil(adaptedValue, wire, sink, depth);
        };
    }

    /** Returns the writer of a property or its content; empty if the classes of the values suffice. */
    Optional<ValueWriter> property(ValueType type) {
        if (type instanceof ValueType.Temporal temporal) {
            // A timestamp is text within a record, whatever the encoding, as JSON-B says.
            boolean own = temporal.format().isDefault() && temporal.javaType() != Instant.class;
            return own ? Optional.empty() : Optional.of(of(type, temporal.javaType()));
        }
        if (type instanceof ValueType.FormattedNumber
                || type instanceof ValueType.Custom
                || type instanceof ValueType.Adapted) {
            return isOfItsClass(type) ? Optional.empty() : Optional.of(of(type, Erasure.of(type.javaType())));
        }
        if (type instanceof ValueType.Maybe maybe) {
            return property(maybe.value())
                    .map(inner -> (value, sink, depth) ->
                            PlainWriter.writeOrNil(ObjectValueWriter.unwrapped(value), inner, sink, depth));
        }
        if (type instanceof ValueType.Sequence sequence) {
            return property(sequence.item())
                    .map(inner -> (value, sink, depth) -> values.writeItems(value, inner, sink, depth));
        }
        if (type instanceof ValueType.Mapping map) {
            return property(map.value())
                    .map(inner -> (value, sink, depth) -> values.writeMap((Map<?, ?>) value, inner, sink, depth));
        }
        return Optional.empty();
    }

    ValueWriter anything() {
        return values::write;
    }

    /** Whether the serializer or adapter is on the value's class, and so is found by the value itself. */
    private boolean isOfItsClass(ValueType type) {
        try {
            return types.read(type.javaType()).equals(type);
        } catch (UnbindableTypeException e) {
            return false;
        }
    }
}
