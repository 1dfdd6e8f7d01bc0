package dev.webshocket.internal.codec;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The readers of lists, sets, maps, arrays and optional values, each made around that of what they hold. */
final class ContainerReaders {

    private ContainerReaders() {}

    static ValueReader optional(ValueReader value) {
        return plain -> plain == null ? Optional.empty() : Optional.ofNullable(value.read(plain));
    }

    static ValueReader list(ValueReader item) {
        return plain -> plain == null
                ? null
                : readAll(items(plain), new ArrayList<>(items(plain).size()), item);
    }

    static ValueReader set(ValueReader item) {
        return plain -> plain == null ? null : readAll(items(plain), new LinkedHashSet<>(), item);
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

    static ValueReader map(ValueReader member) {
        return plain -> {
            if (plain == null) {
                return null;
            }
            if (!(plain instanceof Map<?, ?> members)) {
                throw Described.unfit(plain, "map");
            }
            Map<Object, Object> map = new LinkedHashMap<>(members.size() * 4 / 3 + 1);
            for (Map.Entry<?, ?> entry : members.entrySet()) {
                try {
                    map.put(entry.getKey(), member.read(entry.getValue()));
                } catch (UnfitValueException e) {
                    throw e.atMember((String) entry.getKey());
                }
            }
            return map;
        };
    }

    private static List<?> items(Object plain) throws UnfitValueException {
        if (plain instanceof List<?> items) {
            return items;
        }
        throw Described.unfit(plain, "list");
    }

    private static Object readAll(List<?> items, Collection<Object> into, ValueReader reader)
            throws UnfitValueException {
        for (int i = 0; i < items.size(); i++) {
            try {
                into.add(reader.read(items.get(i)));
            } catch (UnfitValueException e) {
                throw e.atIndex(i);
            }
        }
        return into;
    }
}
