package dev.webshocket.internal.types;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads Java types into models, and refuses types whose values cannot be read or written. It caches the models of at most
 * {@value #MOST_KEPT} classes, but not of generic types, of which there is no limit. Safe for use by several threads.
 */
public final class TypeReader {

    /** More than applications have; further classes, which are generated at run time, are not cached. */
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
     * @param rules the rules for all types
     */
    public TypeReader(Side side, TypeRules rules) {
        this(side, rules, MOST_KEPT);
    }

    /** Creates a reader that caches about this many classes. */
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
