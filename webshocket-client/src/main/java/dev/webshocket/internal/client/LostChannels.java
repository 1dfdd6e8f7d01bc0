package dev.webshocket.internal.client;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The channels of what was dropped in this client, until the application hears of it. Their names are bounded in bytes; without room
 * the pattern of all channels stands for them. Guarded by the lock of its owner.
 */
final class LostChannels {

    private static final String ALL = "*";

    private final int bound;
    private final Set<String> names = new LinkedHashSet<>();
    private long cost;

    /**
     * Creates it without a channel.
     *
     * @param bound how many bytes the names may take
     */
    LostChannels(int bound) {
        this.bound = bound;
    }

    void add(String channel) {
        if (names.contains(ALL) || !names.add(channel)) {
            return;
        }
        cost += 2L * channel.length() + ArrivalQueue.OVERHEAD;
        if (cost > bound) {
            names.clear();
            names.add(ALL);
        }
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Removes and returns all names. */
    List<String> take() {
        List<String> taken = List.copyOf(names);
        names.clear();
        cost = 0;
        return taken;
    }
}
