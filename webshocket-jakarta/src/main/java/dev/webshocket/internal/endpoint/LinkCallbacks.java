package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.rpc.CallLane;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Calls the callbacks of lost and new sockets in turn with the calls of a connection. Of those that wait, at most the last loss
 * and the last return are called, so that a client that often loses its socket adds no more. Safe for use by any thread.
 */
final class LinkCallbacks {

    private static final int PAIR = 2;

    private final CallLane lane;
    private final ConnectionHandlers handlers;

    /** What waits: losses and returns alternate. Guarded by this object. */
    private final Queue<Runnable> waiting = new ArrayDeque<>(PAIR);
    /** Whether the lane has a task for what waits. Guarded by this object. */
    private boolean inLane;

    LinkCallbacks(CallLane lane, ConnectionHandlers handlers) {
        this.lane = lane;
        this.handlers = handlers;
    }

    void suspended(CloseStatus why) {
        add(() -> handlers.suspended(why));
    }

    void resumed() {
        add(handlers::resumed);
    }

    private void add(Runnable callback) {
        synchronized (this) {
            if (waiting.size() == PAIR) {
                // A loss and a return, in either order: without both, the callbacks still alternate.
                waiting.clear();
            }
            waiting.add(callback);
            if (inLane) {
                return;
            }
            inLane = true;
        }
        lane.add(this::runAll);
    }

    private void runAll() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized Runnable next() {
        Runnable next = waiting.poll();
        inLane = next != null;
        return next;
    }
}
