package dev.webshocket.internal.description;

import dev.webshocket.internal.types.Side;
import dev.webshocket.internal.types.ValueType;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The schemas of one document. First all types are {@linkplain #add added}, then they get {@linkplain #assignNames names}, then they
 * are written. For one thread.
 */
final class Schemas {

    /** Their order decides which of two equal names is changed, so that a document does not depend on that of its methods. */
    private static final Comparator<NamedType> ORDER = Comparator.comparing(
                    (NamedType named) -> named.type().getTypeName())
            .thenComparing(NamedType::base)
            .thenComparing(NamedType::side);

    private final SchemaWriter writer;
    private final Map<NamedType, ValueType> models = new TreeMap<>(ORDER);
    private Map<NamedType, String> names = Map.of();

    Schemas(SchemaWriter writer) {
        this.writer = writer;
    }

    /** Adds a type with all its parts. */
    void add(ValueType root, Side side) {
        Deque<NamedType> rest = new ArrayDeque<>();
        References collecting = (type, model) -> {
            if (models.putIfAbsent(type, model) == null) {
                rest.add(type);
            }
            return "";
        };
        writer.of(root, side, Place.NONE, collecting);
        while (!rest.isEmpty()) {
            NamedType next = rest.remove();
            writer.body(next, models.get(next), collecting);
        }
    }

    /** Names the types. Those that are not the same in both directions get two names. */
    void assignNames() {
        names = SchemaNames.of(models.keySet(), different());
    }

    /** Finds the types that have different forms when they are read and written, in themselves or in a part. */
    private Set<NamedType> different() {
        Set<NamedType> different = new HashSet<>();
        References references = (type, model) -> type.type().getTypeName()
                + type.base()
                + different.contains(type)
                + (different.contains(type) ? type.side() : "");
        boolean changed;
        do {
            changed = false;
            for (NamedType type : models.keySet()) {
                NamedType other = type.other();
                if (type.side() == Side.READ
                        && models.containsKey(other)
                        && !different.contains(type)
                        && !writer.body(type, models.get(type), references)
                                .equals(writer.body(other, models.get(other), references))) {
                    different.add(type);
                    different.add(other);
                    changed = true;
                }
            }
        } while (changed);
        return different;
    }

    /**
     * Writes the schema of a value in its place.
     *
     * @param used gets the names of the schemas that it refers to
     */
    Map<String, Object> of(ValueType model, Side side, Place place, Set<String> used) {
        return writer.of(model, side, place, recording(used));
    }

    /** Writes the schema of an argument, which may be left out if it is optional. */
    Map<String, Object> ofArgument(ValueType model, Place place, Set<String> used) {
        return writer.ofMember(model, Side.READ, place, recording(used));
    }

    private References recording(Set<String> used) {
        return (type, model) -> {
            String name = names.get(type);
            used.add(name);
            return name;
        };
    }

    /** Writes the schemas of all types that have names. */
    SortedMap<String, Component> components() {
        SortedMap<String, Component> components = new TreeMap<>();
        names.forEach((type, name) -> components.computeIfAbsent(name, n -> {
            Set<String> used = new TreeSet<>();
            return new Component(writer.body(type, models.get(type), recording(used)), used);
        }));
        return components;
    }

    /**
     * A schema with a name.
     *
     * @param schema the schema
     * @param uses the names of the schemas that it refers to
     */
    record Component(Map<String, Object> schema, Set<String> uses) {}

    /** Returns names with all those that their schemas use. */
    static Set<String> closure(Set<String> names, Map<String, Component> components) {
        Set<String> all = new TreeSet<>();
        Deque<String> rest = new ArrayDeque<>(names);
        while (!rest.isEmpty()) {
            String name = rest.remove();
            if (all.add(name)) {
                rest.addAll(components.get(name).uses());
            }
        }
        return all;
    }
}
