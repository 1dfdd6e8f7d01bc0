package dev.webshocket.internal.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Limits the cost of hash collisions in one collection. Each value with the same hash code is compared to all earlier ones,
 * unless their class is {@link Comparable}, which the JDK sorts. For one thread.
 */
final class CollisionGuard implements AdditionGuard {

    /** Coordinates in a grid, dates and similar values collide with some tens of others. */
    private static final int COLLISIONS_EACH = 64;

    private static final int COLLISIONS_AT_LEAST = 1_000;

    private final Map<Integer, Integer> distinct = new HashMap<>();
    private int hash;
    private long additions;
    private long comparisons;

    /** Charges an addition for the distinct values that it may be compared to. */
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
