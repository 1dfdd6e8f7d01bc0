package dev.webshocket.internal.types;

import java.lang.reflect.AnnotatedElement;

/**
 * A member of an {@link ObjectType}.
 *
 * @param name its name on the wire
 * @param type its type
 * @param required whether a value without it is refused; on the side of writing, whether it is always written
 * @param nillable whether null is written rather than omitted; false on the side of reading
 * @param origin the {@link java.lang.reflect.Parameter}, {@link java.lang.reflect.Method} or {@link java.lang.reflect.Field}
 *     that it goes through
 */
public record Property(String name, ValueType type, boolean required, boolean nillable, AnnotatedElement origin) {}
