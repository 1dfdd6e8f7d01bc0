package dev.webshocket.internal.session;

import java.util.ArrayList;
import java.util.List;

/** The actions that wait for room in a queue. Guarded by the lock of the {@link SendQueue}. */
final class RoomWaiters {

    /** Made with the first action. */
    private List<Runnable> waiting = List.of();

    void add(Runnable action) {
        if (waiting.isEmpty()) {
            waiting = new ArrayList<>(2);
        }
        waiting.add(action);
    }

    /** Removes and returns all actions where there is room, for the caller to run without the lock; none otherwise. */
    List<Runnable> takeIf(boolean roomy) {
        if (waiting.isEmpty() || !roomy) {
            return List.of();
        }
        List<Runnable> taken = waiting;
        waiting = List.of();
        return taken;
    }
}
