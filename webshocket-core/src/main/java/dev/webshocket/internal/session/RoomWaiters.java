package dev.webshocket.internal.session;

import java.util.ArrayList;
import java.util.List;

/** Who waits for room in a queue. Guarded by the lock of the {@link SendQueue}. */
final class RoomWaiters {

    private List<Runnable> waiting = new ArrayList<>(2);

    void add(Runnable action) {
        waiting.add(action);
    }

    /** Takes out all, for the caller to run them without the lock, where there is a reason to; else nobody. */
    List<Runnable> takeIf(boolean roomy) {
        if (waiting.isEmpty() || !roomy) {
            return List.of();
        }
        List<Runnable> taken = waiting;
        waiting = new ArrayList<>(2);
        return taken;
    }
}
