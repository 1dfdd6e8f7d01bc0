package dev.webshocket.internal.recovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The subscriptions of a connection. Guarded by the lock of the {@link Recovery}. */
final class Coverages {

    private final Map<String, Coverage> all = new LinkedHashMap<>();
    /** The oldest first. */
    private final List<Coverage> patterns = new ArrayList<>();

    boolean has(String text) {
        return all.containsKey(text);
    }

    void add(Coverage coverage) {
        all.put(coverage.text(), coverage);
        if (!coverage.isName()) {
            patterns.add(coverage);
        }
    }

    /** Removes and returns a subscription; null if it is not there. */
    Coverage remove(String text) {
        Coverage removed = all.remove(text);
        patterns.remove(removed);
        return removed;
    }

    /** Returns a live view, the oldest first. */
    Collection<Coverage> all() {
        return all.values();
    }

    /** Returns the oldest subscription that matches a channel; null if none does. Only that one delivers its messages. */
    Coverage owner(String channel) {
        Coverage named = all.get(channel);
        if (named != null && !named.isName()) {
            named = null;
        }
        for (Coverage pattern : patterns) {
            if (named != null && named.age() < pattern.age()) {
                return named;
            }
            if (pattern.matches(channel)) {
                return pattern;
            }
        }
        return named;
    }
}
