package dev.webshocket.internal.types;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads Java types into models, and finds those that no value can be read or written of. It keeps what it has found of classes,
 * of which there are so many, but not of generic types, which can be made up without end. Safe for use by several threads.
 */
public final class TypeReader {

    private final Side side;
    private final Map<Type, ValueType> known = new ConcurrentHashMap<>();

    /**
     * Makes a reader.
     *
     * @param side which way values go
     */
    public TypeReader(Side side) {
        this.side = side;
    }

    /**
     * Reads a type.
     *
     * @param type any type; on the side of reading without wildcards and type variables
     * @return its model
     * @throws UnbindableTypeException if there can be no values of the type
     */
    public ValueType read(Type type) throws UnbindableTypeException {
        TypeReading reading = new TypeReading(side, known);
        ValueType model = reading.of(type);
        reading.parts().forEach((each, part) -> {
            if (each instanceof Class) {
                known.putIfAbsent(each, part);
            }
        });
        return model;
    }
}
