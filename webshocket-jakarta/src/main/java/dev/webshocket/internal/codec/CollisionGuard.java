package dev.webshocket.internal.codec;

import java.util.HashMap;
import java.util.Map;

/**
 * Watches what goes into one hashed collection. Who chooses values with the same hash code makes each of them cost as much as
 * all before it, unless their class is {@link Comparable} and the JDK can put them in order.
 */
final class CollisionGuard {

    /** Coordinates in a grid, dates and the like collide with some tens of others. */
    private static final int COLLISIONS_EACH = 64;

    private static final int COLLISIONS_AT_LEAST = 1_000;

    private final Map<Integer, Integer> counts = new HashMap<>();
    private long values;
    private long collisions;

    /**
     * Takes part in an addition, before it is made.
     *
     * @throws UnfitValueException if the values before it have cost more than any but chosen ones do
     */
    void add(Object value) throws UnfitValueException {
        if (value == null || isOrdered(value)) {
            return;
        }
        values++;
        collisions += counts.merge(value.hashCode(), 1, Integer::sum) - 1;
        if (collisions > COLLISIONS_AT_LEAST + values * COLLISIONS_EACH) {
            throw new UnfitValueException("too many values have the same hash code");
        }
    }

    /** Whether the JDK puts values in order that have the same hash code. */
    private static boolean isOrdered(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Enum || value instanceof Boolean;
    }
}
