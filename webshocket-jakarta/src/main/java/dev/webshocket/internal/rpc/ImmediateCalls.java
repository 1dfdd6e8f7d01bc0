package dev.webshocket.internal.rpc;

import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.internal.session.Sender;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs brief calls on the container's thread that received them, if their lane is free. Each holds the lane while its method
 * runs. One that has been answered by then takes no lock of the lane. For one thread of the container at a time.
 */
final class ImmediateCalls {

    private final CallLane lane;
    private final AtomicBoolean active;
    private final RunningCalls running;
    private final Sender outbound;
    private final Runnable run = () -> ContainerThread.run(this::runHolder);

    /**
     * Creates it for a lane.
     *
     * @param active whether a thread owns the lane
     * @param running the calls whose turn has come
     * @param outbound the connection's queue; while it is full, no call starts
     */
    ImmediateCalls(CallLane lane, AtomicBoolean active, RunningCalls running, Sender outbound) {
        this.lane = lane;
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
        lane.threads().runHere(run);
        return true;
    }

    /** Begins a call, for the owner of the lane; returns false if the call may not run. */
    private boolean begin(Call call) {
        if (!call.holdsLane() && !running.isOpen()) {
            return false;
        }
        running.hold(call);
        // Checked after the call holds the lane: either retire() sees the call, or its flag is seen here.
        return !lane.isRetired();
    }

    private void runHolder() {
        if (lane.runner().attempt(running.holder())) {
            lane.leave();
        }
    }
}
