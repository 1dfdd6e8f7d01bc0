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

/** Watches what goes into one collection that compares its items, or into one map. For one thread. */
interface AdditionGuard {

    /**
     * Charges an addition, before it is made.
     *
     * @throws UnfitValueException if the additions have cost more than any but chosen ones do
     */
    void charge(Object value) throws UnfitValueException;

    /** Notes that the value that was charged last was not there before. */
    default void added() {}

    /**
     * Finds the guard that a collection or a map needs.
     *
     * @param made its class
     * @param compared the declared type of its items or keys; only that of one class will do, which Number is not
     * @return makes one for each; null where its additions are cheap
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
