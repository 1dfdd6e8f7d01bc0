package dev.webshocket.internal.codec;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The readers of collections, maps, arrays and optional values, each with the reader of its content. */
final class ContainerReaders {

    private ContainerReaders() {}

    static ValueReader optional(Class<?> type, ValueReader value) {
        if (type == OptionalInt.class) {
            return plain -> plain == null ? OptionalInt.empty() : OptionalInt.of((int) value.read(plain));
        }
        if (type == OptionalLong.class) {
            return plain -> plain == null ? OptionalLong.empty() : OptionalLong.of((long) value.read(plain));
        }
        if (type == OptionalDouble.class) {
            return plain -> plain == null ? OptionalDouble.empty() : OptionalDouble.of((double) value.read(plain));
        }
        return plain -> plain == null ? Optional.empty() : Optional.ofNullable(value.read(plain));
    }

    static ValueReader list(ValueReader item) {
        return plain -> plain == null ? null : readAll(items(plain), item);
    }

    /**
     * Reads any collection but {@link ArrayList}.
     *
     * @param guards creates the guard of its items; null if it needs none
     */
    static ValueReader collection(
            String name, Supplier<Collection<Object>> maker, ValueReader item, Supplier<AdditionGuard> guards) {
        return plain -> {
            if (plain == null) {
                return null;
            }
            List<Object> items = readAll(items(plain), item);
            Collection<Object> collection = make(name, maker);
            if (guards == null) {
                add(name, collection, items);
                return collection;
            }
            AdditionGuard guard = guards.get();
            for (Object each : items) {
                add(name, collection, each, guard);
            }
            return collection;
        };
    }

    private static <T> T make(String name, Supplier<T> maker) throws UnfitValueException {
        try {
            return maker.get();
        } catch (RuntimeException | Error e) {
            throw ApplicationCode.unfit(e, "a " + name + " cannot be made");
        }
    }

    /**
     * Adds all at once, because some collections copy themselves for each item. The collection may throw, or the items' own
     * code when they are compared.
     */
    private static void add(String name, Collection<Object> collection, List<Object> items) throws UnfitValueException {
        try {
            collection.addAll(items);
        } catch (RuntimeException | Error e) {
            throw ApplicationCode.unfit(e, "a " + name + " does not take an item");
        }
    }

    private static void add(String name, Collection<Object> collection, Object item, AdditionGuard guard)
            throws UnfitValueException {
        try {
            guard.charge(item);
            if (collection.add(item)) {
                guard.added();
            }
        } catch (RuntimeException | Error e) {
            throw ApplicationCode.unfit(e, "a " + name + " does not take an item");
        }
    }

    static ValueReader array(Class<?> component, ValueReader item) {
        return plain -> {
            if (plain == null) {
                return null;
            }
            List<?> items = items(plain);
            Object array = Array.newInstance(component, items.size());
            for (int i = 0; i < items.size(); i++) {
                try {
                    Array.set(array, i, item.read(items.get(i)));
                } catch (UnfitValueException e) {
                    throw e.atIndex(i);
                }
            }
            return array;
        };
    }

    /** Reads a {@link LinkedHashMap} whose keys are the names of the members. */
    static ValueReader map(ValueReader member) {
        return plain -> {
            if (plain == null) {
                return null;
            }
            Map<?, ?> members = members(plain);
            Map<Object, Object> map = new LinkedHashMap<>(members.size() * 4 / 3 + 1);
            for (Map.Entry<?, ?> entry : members.entrySet()) {
                map.put(entry.getKey(), read(entry, member));
            }
            return map;
        };
    }

    /**
     * Reads any map.
     *
     * @param guards creates the guard of its keys; null if it needs none
     */
    static ValueReader map(
            String name,
            Supplier<Map<Object, Object>> maker,
            KeyReader key,
            ValueReader member,
            Supplier<AdditionGuard> guards) {
        return plain -> {
            if (plain == null) {
                return null;
            }
            Map<Object, Object> map = make(name, maker);
            AdditionGuard guard = guards == null ? null : guards.get();
            for (Map.Entry<?, ?> entry : members(plain).entrySet()) {
                String text = (String) entry.getKey();
                Object value = read(entry, member);
                try {
                    put(name, map, key.read(text), value, guard);
                } catch (UnfitValueException e) {
                    throw e.atMember(text);
                }
            }
            return map;
        };
    }

    private static void put(String name, Map<Object, Object> map, Object key, Object value, AdditionGuard guard)
            throws UnfitValueException {
        int before = map.size();
        try {
            if (guard != null) {
                guard.charge(key);
                guard.added();
            }
            map.put(key, value);
        } catch (RuntimeException | Error e) {
            throw ApplicationCode.unfit(e, "a " + name + " does not take the member");
        }
        if (map.size() == before) {
            throw new UnfitValueException("another member has the same key");
        }
    }

    private static Object read(Map.Entry<?, ?> entry, ValueReader member) throws UnfitValueException {
        try {
            return member.read(entry.getValue());
        } catch (UnfitValueException e) {
            throw e.atMember((String) entry.getKey());
        }
    }

    static Map<?, ?> members(Object plain) throws UnfitValueException {
        if (plain instanceof Map<?, ?> members) {
            return members;
        }
        throw Described.unfit(plain, "map");
    }

    static List<?> items(Object plain) throws UnfitValueException {
        if (plain instanceof List<?> items) {
            return items;
        }
        throw Described.unfit(plain, "list");
    }

    private static List<Object> readAll(List<?> items, ValueReader reader) throws UnfitValueException {
        List<Object> all = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            try {
                all.add(reader.read(items.get(i)));
            } catch (UnfitValueException e) {
                throw e.atIndex(i);
            }
        }
        return all;
    }
}
