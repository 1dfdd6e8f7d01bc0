package dev.webshocket.internal.description;

import dev.webshocket.internal.types.ObjectType;
import dev.webshocket.internal.types.Side;
import dev.webshocket.internal.types.ValueType;
import dev.webshocket.internal.types.VariantType;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * A type that has a schema of its own, to which others refer: a class, an enum, or the class of values that name none of its
 * subtypes.
 *
 * @param side the way of its values; of an enum always {@link Side#WRITE}
 * @param type the Java type
 * @param base whether it is the class of values without the member that names a subtype
 */
record NamedType(Side side, Type type, boolean base) {

    /** Returns the name of a model, if it has a schema of its own. */
    static Optional<NamedType> of(ValueType model, Side side) {
        if (model instanceof ObjectType || model instanceof VariantType) {
            return Optional.of(new NamedType(side, model.javaType(), false));
        }
        return model instanceof ValueType.Enumeration
                ? Optional.of(new NamedType(Side.WRITE, model.javaType(), false))
                : Optional.empty();
    }

    /** Returns the type of the other way. */
    NamedType other() {
        return new NamedType(side == Side.READ ? Side.WRITE : Side.READ, type, base);
    }
}
