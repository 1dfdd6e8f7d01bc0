package dev.webshocket.internal.types;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;

/**
 * A type whose values belong to one of several subtypes, which a member names: {@link
 * jakarta.json.bind.annotation.JsonbTypeInfo}. It is equal to itself only. Immutable, once {@link TypeReader} has given it
 * away.
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

    /** Returns the name of the member that tells. */
    public String key() {
        return key;
    }

    /** Returns the subtypes by what the member says. */
    public Map<String, ValueType> variants() {
        return variants;
    }

    /** Returns what a value without the member is, where that can be. */
    public Optional<ObjectType> base() {
        return base;
    }

    @Override
    public String toString() {
        return "VariantType[" + javaType.getTypeName() + "]";
    }
}
