package dev.webshocket.internal.types;

import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.Stream;

/** Chooses the class that is instantiated for a collection's or a map's type. */
public final class Containers {

    /** Classes that compare each item with all others, or with all of the same hash code, which a caller can choose. */
    private static final List<Class<?>> SLOW = List.of(CopyOnWriteArraySet.class, Hashtable.class, WeakHashMap.class);

    private static final List<Class<?>> SORTED =
            List.of(SortedSet.class, SortedMap.class, PriorityQueue.class, PriorityBlockingQueue.class);

    private Containers() {}

    /**
     * Finds the class to instantiate.
     *
     * @param type a collection or map
     * @return a class with a public constructor without parameters; the type itself, where that is a class
     */
    public static Class<?> implementation(Class<?> type) {
        if (!type.isInterface()) {
            return type;
        }
        return Stream.<Class<?>>of(
                        ArrayList.class,
                        LinkedHashSet.class,
                        TreeSet.class,
                        LinkedList.class,
                        LinkedHashMap.class,
                        TreeMap.class,
                        ConcurrentHashMap.class,
                        ConcurrentSkipListMap.class)
                .filter(type::isAssignableFrom)
                .findFirst()
                .orElse(type);
    }

    /** Refuses sorted classes of items that are not comparable; a class of the application may have a comparator. */
    static void requireComparable(Class<?> raw, ValueType compared) throws UnbindableTypeException {
        Class<?> made = implementation(raw);
        Class<?> item = Erasure.of(compared.javaType());
        boolean incomparable = Modifier.isFinal(item.getModifiers()) && !Comparable.class.isAssignableFrom(item);
        boolean sorted = JdkClasses.isOfTheJdk(made) && SORTED.stream().anyMatch(each -> each.isAssignableFrom(made));
        if (sorted && incomparable && !item.isPrimitive()) {
            throw new UnbindableTypeException(raw.getTypeName() + " puts its items or keys in order, and "
                    + item.getTypeName() + " is not Comparable");
        }
    }

    static void requireMaker(Class<?> raw, Type type) throws UnbindableTypeException {
        if (raw == EnumSet.class) {
            if (!(TypeArguments.ofType(type).argument(EnumSet.class, 0) instanceof Class<?> item) || !item.isEnum()) {
                throw new UnbindableTypeException(type.getTypeName() + " does not say of which enum it is");
            }
            return;
        }
        Class<?> made = implementation(raw);
        String name = raw.getTypeName();
        if (made.isInterface() || Modifier.isAbstract(made.getModifiers())) {
            throw new UnbindableTypeException(name + " does not say which class to make");
        }
        if (SLOW.stream().anyMatch(slow -> slow.isAssignableFrom(made)) && !Properties.class.isAssignableFrom(made)) {
            throw new UnbindableTypeException(name + " takes too long to fill");
        }
        if (SynchronousQueue.class.isAssignableFrom(made)) {
            throw new UnbindableTypeException(name + " holds no items");
        }
        ObjectProblems.requireReachable(made);
        if (Stream.of(made.getConstructors()).noneMatch(c -> c.getParameterCount() == 0)) {
            throw new UnbindableTypeException(name + " has no public constructor without parameters");
        }
    }
}
