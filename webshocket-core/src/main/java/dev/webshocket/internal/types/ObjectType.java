package dev.webshocket.internal.types;

import java.lang.reflect.Executable;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A record or class with properties. It may contain itself, and is equal to itself only. Immutable after {@link TypeReader}
 * has returned it.
 */
public final class ObjectType implements ValueType {

    private final Type javaType;
    private final boolean open;
    private Optional<Executable> maker = Optional.empty();
    private List<Property> properties = List.of();
    private Set<String> ignored = Set.of();
    private Map<String, String> typeKeys = Map.of();

    ObjectType(Type javaType, boolean open) {
        this.javaType = javaType;
        this.open = open;
    }

    void fill(
            Optional<Executable> maker, List<Property> properties, Set<String> ignored, Map<String, String> typeKeys) {
        this.maker = maker;
        this.properties = List.copyOf(properties);
        this.ignored = Collections.unmodifiableSet(ignored);
        this.typeKeys = typeKeys;
    }

    @Override
    public Type javaType() {
        return javaType;
    }

    /** Returns its class. */
    public Class<?> javaClass() {
        return Erasure.of(javaType);
    }

    /** Whether values may have members that it does not know. */
    public boolean isOpen() {
        return open;
    }

    /** Returns the creator of values, a constructor or a static method; empty on the side of writing. */
    public Optional<Executable> maker() {
        return maker;
    }

    /** Returns its properties: on the side of reading first the maker's parameters, and else in the order of writing. */
    public List<Property> properties() {
        return properties;
    }

    /** Returns the names of members that are known but not read, because they can only be written. */
    public Set<String> ignored() {
        return ignored;
    }

    /**
     * Returns the members that name the subtype of a value, outermost first, each with the name of this class: those of
     * {@link jakarta.json.bind.annotation.JsonbTypeInfo} on supertypes.
     */
    public Map<String, String> typeKeys() {
        return typeKeys;
    }

    @Override
    public String toString() {
        return "ObjectType[" + javaType.getTypeName() + "]";
    }
}
