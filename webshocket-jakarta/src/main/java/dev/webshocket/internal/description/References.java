package dev.webshocket.internal.description;

import dev.webshocket.internal.types.ValueType;

/** Names the types that have schemas of their own. */
@FunctionalInterface
interface References {

    /** Returns the name of a type, of which this is the model. */
    String name(NamedType type, ValueType model);
}
