package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Watches what goes into one hashed collection. Who chooses values with the same hash code makes each of them cost as much as
 * all before it, unless they are of one {@link Comparable} class, which the JDK puts in order. For one thread.
 */
final class CollisionGuard {

    /** Coordinates in a grid, dates and the like collide with some tens of others. */
    private static final int COLLISIONS_EACH = 64;

    private static final int COLLISIONS_AT_LEAST = 1_000;

    private final Map<Integer, Integer> distinct = new HashMap<>();
    private long additions;
    private long comparisons;

    /**
     * Tells whether a collection needs a guard.
     *
     * @param made its class
     * @param compared the declared type of its items or keys; only that of one class will do, which Number is not
     */
    static boolean isNeeded(Class<?> made, ValueType compared) {
        boolean sorted = SortedSet.class.isAssignableFrom(made) || SortedMap.class.isAssignableFrom(made);
        boolean ordered = compared instanceof ValueType.Scalar scalar
                && scalar.kind() != ValueType.Scalar.Kind.BINARY
                && scalar.javaType() != Number.class;
        return !sorted && !ordered;
    }

    /**
     * Charges an addition, before it is made, with the different values that it may be compared to.
     *
     * @return the hash code of the value
     * @throws UnfitValueException if the additions have cost more than any but chosen ones do
     */
    int charge(Object value) throws UnfitValueException {
        int hash = Objects.hashCode(value);
        additions++;
        comparisons += distinct.getOrDefault(hash, 0);
        if (comparisons > COLLISIONS_AT_LEAST + additions * COLLISIONS_EACH) {
            throw new UnfitValueException("too many values have the same hash code");
        }
        return hash;
    }

    /** Notes that a value with a hash code was not there before. */
    void added(int hash) {
        distinct.merge(hash, 1, Integer::sum);
    }
}
