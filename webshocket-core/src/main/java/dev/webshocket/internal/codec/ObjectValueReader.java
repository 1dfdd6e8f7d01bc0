package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.ObjectType;
import dev.webshocket.internal.types.Property;
import dev.webshocket.internal.types.ValueType;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the values of one record or class. An exception of its own code means that the value does not fit. Safe for use by
 * several threads.
 */
final class ObjectValueReader implements ValueReader {

    private static final Object ABSENT = new Object();

    private final String name;
    private final boolean open;
    private final MethodHandle maker;
    private final Set<String> ignored;
    private final Map<String, String> typeKeys;
    private final Map<String, Integer> indexes;
    private final List<Property> properties;
    private final ValueReader[] readers;
    private final Object[] absent;
    private final MethodHandle[] setters;
    private final int parameters;

    /**
     * Creates a reader; the readers of its properties are added later.
     *
     * @param open whether values may have members that the class does not know
     * @param anyCase whether the names of members may be in any case
     */
    ObjectValueReader(ObjectType type, boolean open, boolean anyCase) {
        this.name = type.javaClass().getSimpleName();
        this.open = open;
        this.indexes = anyCase ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : new HashMap<>();
        this.maker = Handles.maker(type.maker().orElseThrow());
        this.ignored = type.ignored();
        this.typeKeys = type.typeKeys();
        this.properties = type.properties();
        this.readers = new ValueReader[properties.size()];
        this.absent = new Object[properties.size()];
        this.setters = new MethodHandle[properties.size()];
        this.parameters = type.maker().orElseThrow().getParameterCount();
        for (int i = 0; i < readers.length; i++) {
            Property property = properties.get(i);
            if (!property.name().isEmpty()) {
                indexes.put(property.name(), i);
            }
            if (i >= parameters) {
                setters[i] = Handles.setter(property.origin());
            }
        }
    }

    /** Adds the reader of a property. */
    void reader(int index, ValueReader reader) {
        readers[index] = reader;
        absent[index] = index < parameters ? valueOfNothing(index, reader) : ABSENT;
    }

    /** The value of a parameter that is not sent: an empty optional value, null, or zero if it cannot be sent. */
    private Object valueOfNothing(int index, ValueReader reader) {
        Property property = properties.get(index);
        if (property.required()) {
            return ABSENT;
        }
        if (property.name().isEmpty()) {
            Class<?> type = ((Parameter) property.origin()).getType();
            return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
        }
        return property.type() instanceof ValueType.Maybe ? nothing(reader) : null;
    }

    private static Object nothing(ValueReader reader) {
        try {
            return reader.read(null);
        } catch (UnfitValueException e) {
            throw new IllegalStateException("an optional value is not optional", e);
        }
    }

    @Override
    public Object read(Object plain) throws UnfitValueException {
        if (plain == null) {
            return null;
        }
        if (!(plain instanceof Map<?, ?> members)) {
            throw Described.wrongKind(plain, name);
        }
        Object[] values = absent.clone();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String key = (String) member.getKey();
            Integer index = indexes.get(key);
            if (index != null) {
                values[index] = read(index, key, member.getValue());
            } else {
                checkOther(key, member.getValue());
            }
        }
        for (int i = 0; i < parameters; i++) {
            if (values[i] == ABSENT) {
                throw new UnfitValueException(properties.get(i).name() + " is missing");
            }
        }
        return make(values);
    }

    private Object read(int index, String key, Object plain) throws UnfitValueException {
        try {
            return readers[index].read(plain);
        } catch (UnfitValueException e) {
            throw e.atMember(key);
        }
    }

    private void checkOther(String key, Object plain) throws UnfitValueException {
        String alias = typeKeys.get(key);
        if (alias != null) {
            if (!alias.equals(plain)) {
                throw new UnfitValueException("not the \"" + Described.brief(alias) + "\" that a " + name + " is")
                        .atMember(key);
            }
        } else if (!open && !ignored.contains(key)) {
            throw new UnfitValueException("unknown member '" + Described.brief(key) + "'");
        }
    }

    private Object make(Object[] values) throws UnfitValueException {
        try {
            Object[] arguments = parameters == values.length ? values : Arrays.copyOf(values, parameters);
            Object made = (Object) maker.invokeExact(arguments);
            for (int i = parameters; i < values.length; i++) {
                if (values[i] != ABSENT) {
                    setters[i].invokeExact(made, values[i]);
                }
            }
            return made;
        } catch (Throwable e) {
            throw ApplicationCode.unfit(e, "the value does not fit " + name);
        }
    }
}
