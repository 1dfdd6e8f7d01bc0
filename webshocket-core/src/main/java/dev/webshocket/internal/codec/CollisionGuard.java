package dev.webshocket.internal.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Watches what goes into one hashed collection. Who chooses values with the same hash code makes each of them cost as much as
 * all before it, unless they are of one {@link Comparable} class, which the JDK puts in order. For one thread.
 */
final class CollisionGuard implements AdditionGuard {

    /** Coordinates in a grid, dates and the like collide with some tens of others. */
    private static final int COLLISIONS_EACH = 64;

    private static final int COLLISIONS_AT_LEAST = 1_000;

    private final Map<Integer, Integer> distinct = new HashMap<>();
    private int hash;
    private long additions;
    private long comparisons;

    /** Charges an addition with the different values that it may be compared to. */
    @Override
    public void charge(Object value) throws UnfitValueException {
        hash = Objects.hashCode(value);
        additions++;
        comparisons += distinct.getOrDefault(hash, 0);
        if (comparisons > COLLISIONS_AT_LEAST + additions * COLLISIONS_EACH) {
            throw new UnfitValueException("too many values have the same hash code");
        }
    }

    @Override
    public void added() {
        distinct.merge(hash, 1, Integer::sum);
    }
}
