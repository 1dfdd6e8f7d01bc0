package dev.webshocket.internal.types;

import dev.webshocket.internal.types.ValueType.Scalar.Kind;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads one Java type and its parts into a model. For one thread and one type. */
final class TypeReading {

    /** The number of classes is finite, but a generic one can contain itself with other arguments without end. */
    private static final int MOST_NESTED = 50;

    private static final Map<Class<?>, Class<?>> PRIMITIVE_OPTIONALS =
            Map.of(OptionalInt.class, int.class, OptionalLong.class, long.class, OptionalDouble.class, double.class);

    private final Side side;
    private final TypeRules rules;
    private final CustomCode custom = new CustomCode(this);
    private final ObjectTypes objects = new ObjectTypes(this);
    private final Map<Type, ValueType> known;
    /** Objects that are not complete, or not yet known to be valid. */
    private final Map<Type, ValueType> begun = new HashMap<>();
    /** The containers around the current type, up to the next object: one that contains itself has no end. */
    private Set<Type> containers = new HashSet<>();

    private int nested;

    /**
     * Makes a reading.
     *
     * @param known the models that have been read before
     */
    TypeReading(Side side, TypeRules rules, Map<Type, ValueType> known) {
        this.side = side;
        this.rules = rules;
        this.known = known;
    }

    Side side() {
        return side;
    }

    TypeRules rules() {
        return rules;
    }

    /** Returns the other models that have been read, after {@link #of} has returned. */
    Map<Type, ValueType> parts() {
        return begun;
    }

    /** Reads a part of another type. */
    ValueType of(Type type) throws UnbindableTypeException {
        if (type instanceof Class<?> raw) {
            return ofClass(raw, type);
        }
        if (type instanceof ParameterizedType generic) {
            if (side == Side.READ) {
                for (Type argument : generic.getActualTypeArguments()) {
                    requireClosed(argument);
                }
            }
            return ofClass((Class<?>) generic.getRawType(), type);
        }
        if (type instanceof GenericArrayType array) {
            return new ValueType.Sequence(type, of(array.getGenericComponentType()));
        }
        if (side == Side.READ) {
            throw open(type);
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0]);
        }
        return of(Erasure.of(type));
    }

    private ValueType ofClass(Class<?> raw, Type type) throws UnbindableTypeException {
        if (raw == void.class || raw == Void.class) {
            throw new UnbindableTypeException(raw.getTypeName() + " has no values");
        }
        Optional<ValueType> taken = custom.ofClass(raw, type);
        return taken.isPresent() ? taken.get() : withoutCustomCode(raw, type);
    }

    /** Reads a class, ignoring its adapter, serializer or deserializer. */
    ValueType withoutCustomCode(Class<?> raw, Type type) throws UnbindableTypeException {
        ValueType single = JdkClasses.single(raw, side, rules.dates());
        if (single != null) {
            return single;
        }
        if (raw == Object.class) {
            return new ValueType.Anything(type);
        }
        if (raw.isArray()) {
            return new ValueType.Sequence(type, of(raw.getComponentType()));
        }
        if (raw.isEnum() || (raw.getSuperclass() != null && raw.getSuperclass().isEnum())) {
            return enumeration(raw);
        }
        if (raw == Optional.class) {
            return new ValueType.Maybe(type, of(TypeArguments.ofType(type).argument(Optional.class, 0)));
        }
        if (PRIMITIVE_OPTIONALS.containsKey(raw)) {
            return new ValueType.Maybe(type, of(PRIMITIVE_OPTIONALS.get(raw)));
        }
        if (JsonValue.class.isAssignableFrom(raw)) {
            return new ValueType.Tree(raw);
        }
        return container(raw, type);
    }

    /** Reads the type that an adapter returns; on the side of writing any type, if that leads back to the adapter. */
    ValueType ofAdapted(Type original, Type wire) throws UnbindableTypeException {
        if (!containers.add(original)) {
            if (side == Side.READ) {
                throw new UnbindableTypeException(original.getTypeName() + " has an adapter that leads back to it");
            }
            return new ValueType.Anything(wire);
        }
        try {
            return of(wire);
        } finally {
            containers.remove(original);
        }
    }

    private ValueType container(Class<?> raw, Type type) throws UnbindableTypeException {
        boolean map = Map.class.isAssignableFrom(raw);
        boolean many = Collection.class.isAssignableFrom(raw) || raw == Iterable.class;
        boolean walked = side == Side.WRITE && Iterable.class.isAssignableFrom(raw) && !raw.isRecord();
        if (!map && !many && !walked) {
            return object(raw, type);
        }
        if (!containers.add(type)) {
            if (side == Side.READ) {
                throw new UnbindableTypeException(type.getTypeName() + " is a collection of itself");
            }
            return new ValueType.Anything(type);
        }
        try {
            if (containers.size() > MOST_NESTED) {
                throw endless(type);
            }
            if (side == Side.READ) {
                Containers.requireMaker(raw, type);
            }
            TypeArguments arguments = TypeArguments.ofType(type);
            ValueType compared =
                    map ? key(arguments.argument(Map.class, 0)) : of(arguments.argument(Iterable.class, 0));
            if (side == Side.READ) {
                Containers.requireComparable(raw, compared);
            }
            return map
                    ? new ValueType.Mapping(type, compared, of(arguments.argument(Map.class, 1)))
                    : new ValueType.Sequence(type, compared);
        } finally {
            containers.remove(type);
        }
    }

    private ValueType key(Type type) throws UnbindableTypeException {
        // A plain string on the wire, even if the application has code for strings.
        ValueType key = type == String.class ? withoutCustomCode(String.class, type) : of(type);
        ValueType wire = key;
        while (wire instanceof ValueType.Adapted adapted) {
            wire = adapted.wire();
        }
        boolean scalar = wire instanceof ValueType.Scalar one && one.kind() != Kind.BINARY;
        boolean text = wire instanceof ValueType.Text
                || wire instanceof ValueType.Temporal
                || wire instanceof ValueType.Enumeration
                || wire instanceof ValueType.FormattedNumber
                || wire instanceof ValueType.Anything;
        boolean written = side == Side.WRITE && (wire instanceof ValueType.Custom || wire instanceof ValueType.Maybe);
        if (scalar || text || written) {
            return key;
        }
        throw new UnbindableTypeException("the key of a map is a string, which no " + type.getTypeName() + " is");
    }

    private static ValueType enumeration(Class<?> raw) {
        Class<?> declaring = raw.isEnum() ? raw : raw.getSuperclass();
        return new ValueType.Enumeration(
                declaring,
                Arrays.stream(declaring.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .toList());
    }

    private ValueType object(Class<?> raw, Type type) throws UnbindableTypeException {
        ValueType same = begun.containsKey(type) ? begun.get(type) : known.get(type);
        if (same != null) {
            return same;
        }
        int more = type instanceof ParameterizedType ? 1 : 0;
        nested += more;
        if (nested > MOST_NESTED) {
            throw endless(type);
        }
        Set<Type> around = containers;
        containers = new HashSet<>();
        ValueType model =
                raw.isAnnotationPresent(JsonbTypeInfo.class) ? objects.variants(raw, type) : ofOpenClass(raw, type);
        containers = around;
        nested -= more;
        return model;
    }

    private ValueType ofOpenClass(Class<?> raw, Type type) throws UnbindableTypeException {
        boolean dynamic = raw.isInterface() || Modifier.isAbstract(raw.getModifiers());
        if (side == Side.READ) {
            ObjectProblems.requireReadable(raw);
        } else if (JdkClasses.isOfTheJdk(raw) ? JdkClasses.mayHaveValues(raw) : dynamic && !isThrowable(raw)) {
            return new ValueType.Anything(type);
        } else {
            ObjectProblems.requireWritable(raw);
        }
        return objects.object(raw, type);
    }

    private static boolean isThrowable(Class<?> raw) {
        return Throwable.class.isAssignableFrom(raw);
    }

    void begin(Type type, ValueType model) {
        begun.put(type, model);
    }

    private static void requireClosed(Type type) throws UnbindableTypeException {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                requireClosed(argument);
            }
        } else if (type instanceof GenericArrayType array) {
            requireClosed(array.getGenericComponentType());
        } else if (!(type instanceof Class)) {
            throw open(type);
        }
    }

    private static UnbindableTypeException endless(Type type) {
        return new UnbindableTypeException(type.getTypeName() + " nests its type arguments without end");
    }

    private static UnbindableTypeException open(Type type) {
        if (type instanceof WildcardType) {
            return new UnbindableTypeException("the wildcard " + type.getTypeName() + " names no type");
        }
        return type instanceof TypeVariable
                ? new UnbindableTypeException("the type variable " + type.getTypeName() + " names no type")
                : new UnbindableTypeException("a type of the kind of " + type.getTypeName() + " is not known");
    }
}
