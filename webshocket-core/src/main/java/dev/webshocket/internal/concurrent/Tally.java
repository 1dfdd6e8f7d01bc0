package dev.webshocket.internal.concurrent;

import java.util.HashMap;
import java.util.Map;

/** Counts by key; a key whose count is zero is dropped. Guarded by the lock of its owner. */
final class Tally {

    private final Map<Object, Integer> counts = new HashMap<>();

    void add(Object key) {
        counts.merge(key, 1, Integer::sum);
    }

    void remove(Object key) {
        counts.computeIfPresent(key, (k, count) -> count == 1 ? null : count - 1);
    }

    int of(Object key) {
        return counts.getOrDefault(key, 0);
    }
}
