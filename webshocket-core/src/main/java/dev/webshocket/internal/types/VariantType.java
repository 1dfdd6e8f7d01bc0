package dev.webshocket.internal.types;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;

/**
 * A type whose values belong to one of several subtypes, which a member names:
 * {@link jakarta.json.bind.annotation.JsonbTypeInfo}. It is equal to itself only. Immutable after {@link TypeReader} has
 * returned it.
 */
public final class VariantType implements ValueType {

    private final Type javaType;
    private final String key;
    private Map<String, ValueType> variants = Map.of();
    private Optional<ObjectType> base = Optional.empty();

    VariantType(Type javaType, String key) {
        this.javaType = javaType;
        this.key = key;
    }

    void fill(Map<String, ValueType> variants, Optional<ObjectType> base) {
        this.variants = variants;
        this.base = base;
    }

    @Override
    public Type javaType() {
        return javaType;
    }

    /** Returns the name of the member. */
    public String key() {
        return key;
    }

    /** Returns the subtypes by the member's value. */
    public Map<String, ValueType> variants() {
        return variants;
    }

    /** Returns the type of a value without the member, if that is allowed. */
    public Optional<ObjectType> base() {
        return base;
    }

    @Override
    public String toString() {
        return "VariantType[" + javaType.getTypeName() + "]";
    }
}
