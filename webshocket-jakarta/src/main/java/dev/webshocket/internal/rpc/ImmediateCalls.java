package dev.webshocket.internal.rpc;

import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.internal.session.Sender;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs brief calls on the container's thread that received them, if their lane is free. A call whose method returns a value takes no
 * lock of the lane. For one thread of the container at a time.
 */
final class ImmediateCalls {

    private final CallLane lane;
    private final ReentrantLock lock;
    private final AtomicBoolean active;
    private final RunningCalls running;
    private final Sender outbound;
    private final Runnable runHolder = () -> ContainerThread.run(this::runHolder);

    /**
     * Creates it for a lane.
     *
     * @param lock the lane's
     * @param active whether a thread owns the lane
     * @param running the calls whose turn has come
     * @param outbound the connection's queue; while it is full, no call starts
     */
    ImmediateCalls(CallLane lane, ReentrantLock lock, AtomicBoolean active, RunningCalls running, Sender outbound) {
        this.lane = lane;
        this.lock = lock;
        this.active = active;
        this.running = running;
        this.outbound = outbound;
    }

    /** Runs a call; returns false, without effect, if the lane is not free. */
    boolean run(Call call) {
        if (!active.compareAndSet(false, true)) {
            return false;
        }
        if (!outbound.hasRoom() || !begin(call)) {
            lane.leave();
            return false;
        }
        lane.threads().runHere(call.holdsLane() ? runHolder : () -> ContainerThread.run(() -> runAndLeave(call)));
        return true;
    }

    /** Begins a call, for the owner of the lane; returns false if the call may not run. */
    private boolean begin(Call call) {
        if (call.holdsLane()) {
            running.hold(call);
            // Checked after the call holds the lane: either retire() sees the call, or its flag is seen here.
            return !lane.isRetired();
        }
        lock.lock();
        try {
            boolean may = !lane.isRetired() && running.hasRoom(call);
            if (may) {
                running.add(call);
            }
            return may;
        } finally {
            lock.unlock();
        }
    }

    private void runHolder() {
        runAndLeave(running.holder());
    }

    private void runAndLeave(Call call) {
        if (lane.runner().attempt(call)) {
            lane.leave();
        }
    }
}
