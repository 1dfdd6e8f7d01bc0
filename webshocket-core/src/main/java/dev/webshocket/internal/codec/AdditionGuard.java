package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.ValueType;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Limits the cost of filling one collection that compares its items, or one map. For one thread. */
interface AdditionGuard {

    /**
     * Charges an addition, before it is made.
     *
     * @throws UnfitValueException if the additions cost more than any values that are not chosen for it
     */
    void charge(Object value) throws UnfitValueException;

    /** Records that the value charged last was new. */
    default void added() {}

    /**
     * Chooses the guard that a collection or a map needs.
     *
     * @param made its class
     * @param compared the declared type of its items or keys; it must be a single class, which Number is not
     * @return creates a guard for each; null if its additions are cheap
     */
    static Supplier<AdditionGuard> of(Class<?> made, ValueType compared) {
        boolean cheap = compared instanceof ValueType.Scalar scalar
                && scalar.kind() != ValueType.Scalar.Kind.BINARY
                && scalar.javaType() != Number.class
                && scalar.javaType() != BigDecimal.class;
        if (cheap) {
            return null;
        }
        boolean sorted = Stream.of(SortedSet.class, SortedMap.class, PriorityQueue.class, PriorityBlockingQueue.class)
                .anyMatch(each -> each.isAssignableFrom(made));
        if (sorted) {
            return ComparisonGuard::new;
        }
        boolean list = Collection.class.isAssignableFrom(made) && !Set.class.isAssignableFrom(made);
        return list ? null : CollisionGuard::new;
    }
}
