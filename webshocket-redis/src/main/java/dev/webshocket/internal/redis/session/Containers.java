package dev.webshocket.internal.redis.session;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Supplier;

/**
 * The lists, sets and maps of the JDK that attributes may be, each by the name of its class. Those without a public class, such as the one of
 * {@code List.of}, come back as {@code ArrayList}, {@code LinkedHashSet} or {@code LinkedHashMap}. Immutable.
 */
final class Containers {

    private final Map<String, Supplier<?>> makers = new HashMap<>();

    Containers() {
        add(ArrayList::new);
        add(LinkedList::new);
        add(CopyOnWriteArrayList::new);
        add(ArrayDeque::new);
        add(ConcurrentLinkedQueue::new);
        add(HashSet::new);
        add(LinkedHashSet::new);
        add(TreeSet::new);
        add(CopyOnWriteArraySet::new);
        add(ConcurrentSkipListSet::new);
        add(ConcurrentHashMap::newKeySet);
        add(HashMap::new);
        add(LinkedHashMap::new);
        add(TreeMap::new);
        add(ConcurrentHashMap::new);
        add(ConcurrentSkipListMap::new);
        add(() -> Collections.synchronizedList(new ArrayList<>()));
        add(() -> Collections.synchronizedSet(new LinkedHashSet<>()));
        add(() -> Collections.synchronizedMap(new LinkedHashMap<>()));
    }

    private void add(Supplier<?> maker) {
        makers.put(maker.get().getClass().getName(), maker);
    }

    /** Returns the name of the class that a container comes back as; null if it has none. */
    String name(Object container) {
        Class<?> type = container.getClass();
        if (type.getClassLoader() != null || isOrderedByCode(container)) {
            return null;
        }
        if (makers.containsKey(type.getName())) {
            return type.getName();
        }
        boolean hidden = (type.getModifiers() & Modifier.PUBLIC) == 0;
        if (!hidden || container instanceof EnumSet) {
            return null;
        }
        if (container instanceof List) {
            return ArrayList.class.getName();
        }
        if (container instanceof Set) {
            return LinkedHashSet.class.getName();
        }
        return container instanceof Map ? LinkedHashMap.class.getName() : null;
    }

    /** Tells whether a container has an order that is code, which has no form. */
    private static boolean isOrderedByCode(Object container) {
        return (container instanceof SortedSet<?> set && set.comparator() != null)
                || (container instanceof SortedMap<?, ?> map && map.comparator() != null);
    }

    boolean has(String name) {
        return makers.containsKey(name);
    }

    /** Tells whether a container has entries rather than elements. */
    boolean isMap(String name) {
        return makers.get(name).get() instanceof Map;
    }

    /**
     * Makes a collection.
     *
     * @throws RuntimeException if it does not take an element
     */
    Collection<Object> collection(String name, List<Object> elements) {
        @SuppressWarnings("unchecked")
        Collection<Object> made = (Collection<Object>) makers.get(name).get();
        made.addAll(elements);
        return made;
    }

    /**
     * Makes a map.
     *
     * @param entries keys and values in turn
     * @throws RuntimeException if it does not take an entry
     */
    Map<Object, Object> map(String name, List<Object> entries) {
        @SuppressWarnings("unchecked")
        Map<Object, Object> made = (Map<Object, Object>) makers.get(name).get();
        for (int i = 0; i < entries.size(); i += 2) {
            made.put(entries.get(i), entries.get(i + 1));
        }
        return made;
    }
}
