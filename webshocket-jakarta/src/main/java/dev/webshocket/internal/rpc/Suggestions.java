package dev.webshocket.internal.rpc;

import dev.webshocket.internal.model.NearestName;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.internal.model.ServiceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds the method that was probably meant by an unknown name. It suggests only methods that the caller may call, so that
 * clients cannot find others by guessing. Safe for use by any thread.
 */
final class Suggestions {

    /** Comparing names takes time, and any client can cause it: this many names are looked up in a second. */
    private static final int LOOKUPS = 100;
    /** How many similar names that the caller may not call are tried. */
    private static final int TRIES = 3;

    private static final int MOST_EDITS = 3;
    /** Any single character and the empty name are one edit apart. */
    private static final int SHORTEST = 2;

    private final ServiceModel service;
    private final AtomicLong second = new AtomicLong();
    private final AtomicInteger lookups = new AtomicInteger();

    Suggestions(ServiceModel service) {
        this.service = service;
    }

    /** Returns the name of the method that was meant; empty if there is none that this caller may call. */
    Optional<String> nearest(String name, Peer peer) {
        // Before the connect callbacks have accepted the client, rules may not find the attributes that they read.
        if (name.length() < SHORTEST
                || !peer.isLetIn()
                || !isWithinBudget(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()))) {
            return Optional.empty();
        }
        int edits = Math.min(MOST_EDITS, Math.max(1, name.length() / 3));
        List<String> near = new ArrayList<>();
        for (String each : service.methods().keySet()) {
            if (Math.abs(each.length() - name.length()) <= edits) {
                near.add(each);
            }
        }
        for (int i = 0; i < TRIES; i++) {
            Optional<String> nearest = NearestName.to(name, near, edits);
            if (nearest.isEmpty() || mayCall(service.methods().get(nearest.get()), peer)) {
                return nearest;
            }
            near.remove(nearest.get());
        }
        return Optional.empty();
    }

    private static boolean mayCall(RpcMethodModel method, Peer peer) {
        try {
            return method.access().test(peer.connection());
        } catch (Throwable failure) {
            return false;
        }
    }

    private boolean isWithinBudget(long now) {
        if (second.getAndSet(now) != now) {
            lookups.set(0);
        }
        return lookups.getAndIncrement() < LOOKUPS;
    }
}
