package dev.webshocket.internal.types;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads Java types into models, and finds those that no value can be read or written of. It keeps what it has found of classes,
 * of which there are so many, but not of generic types, which can be made up without end, and of no more classes than {@value #MOST_KEPT}. Safe for use by several threads.
 */
public final class TypeReader {

    /** More than applications have; of classes that are made while they run no more is kept. */
    public static final int MOST_KEPT = 10_000;

    private final Side side;
    private final TypeRules rules;
    private final int mostKept;
    private final Map<Type, ValueType> known = new ConcurrentHashMap<>();

    /**
     * Makes a reader.
     *
     * @param side which way values go
     */
    public TypeReader(Side side) {
        this(side, TypeRules.DEFAULT);
    }

    /**
     * Makes a reader.
     *
     * @param side which way values go
     * @param rules what holds for all types
     */
    public TypeReader(Side side, TypeRules rules) {
        this(side, rules, MOST_KEPT);
    }

    /** Makes a reader that keeps about so many classes. */
    TypeReader(Side side, TypeRules rules, int mostKept) {
        this.side = side;
        this.rules = rules;
        this.mostKept = mostKept;
    }

    /**
     * Reads a type.
     *
     * @param type any type; on the side of reading without wildcards and type variables
     * @return its model
     * @throws UnbindableTypeException if there can be no values of the type
     */
    public ValueType read(Type type) throws UnbindableTypeException {
        TypeReading reading = new TypeReading(side, rules, known);
        ValueType model = reading.of(type);
        if (side == Side.READ) {
            HashedTypes.check(model);
        }
        reading.parts().forEach((each, part) -> {
            if (each instanceof Class && known.size() < mostKept) {
                known.putIfAbsent(each, part);
            }
        });
        return model;
    }
}
