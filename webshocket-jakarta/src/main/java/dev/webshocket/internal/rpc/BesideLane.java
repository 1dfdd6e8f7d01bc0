package dev.webshocket.internal.rpc;

import dev.webshocket.internal.session.Sender;
import java.util.List;

/**
 * Moves calls beside the lane of a connection: those whose turn has come and that do not hold the lane, and those that leave it
 * to wait for their client. When one ends, the next one gets its place: first the call that waits to leave the lane, then those
 * that wait aside. Safe for use by any thread; the lock of the lane guards its state.
 */
final class BesideLane {

    private final CallLane lane;
    private final WaitingTasks waiting;
    private final RunningCalls running;
    private final Sender outbound;

    /**
     * Creates it for a lane.
     *
     * @param waiting the tasks that wait
     * @param running the calls whose turn has come
     * @param outbound the connection's queue; while it is full, no call starts
     */
    BesideLane(CallLane lane, WaitingTasks waiting, RunningCalls running, Sender outbound) {
        this.lane = lane;
        this.waiting = waiting;
        this.running = running;
        this.outbound = outbound;
    }

    /**
     * Lets later calls pass a call that is about to wait for its client: if it holds the lane, it leaves the lane and runs
     * beside it to its end, and another thread runs the lane. While too many calls run beside, it keeps the lane until one of
     * them ends. For the thread that runs the call.
     */
    void letPass(Call call) {
        boolean left;
        lane.lock();
        try {
            left = entered(running.leave(call));
        } finally {
            lane.unlock();
        }
        if (left) {
            lane.leave();
        }
    }

    /** Lets a call that no longer waits keep the lane, if it has not left it. For the thread that runs the call. */
    void stay(Call call) {
        lane.lock();
        try {
            running.stay(call);
        } finally {
            lane.unlock();
        }
    }

    /** Moves a call that holds the lane and whose method has returned, unless the call has ended. For the owner of the lane. */
    void put(Call call) {
        if (call.isBeside() || call.isOver()) {
            return;
        }
        lane.lock();
        try {
            running.addBeside(call);
        } finally {
            lane.unlock();
        }
        if (call.isOver()) {
            // It may have ended before it was beside the lane.
            release(call);
        }
    }

    /** Gives the place of a call that has ended to the next one. Idempotent. */
    void release(Call over) {
        List<Call> next = List.of();
        boolean left = false;
        Runnable alone;
        lane.lock();
        try {
            if (running.remove(over)) {
                left = entered(running.leaveIfRoom());
                next = start();
                lane.progressed();
            }
            alone = running.takeWhenNoneBeside();
        } finally {
            lane.unlock();
        }
        if (left) {
            // The thread of that call waits, and no longer runs the lane.
            lane.leave();
        }
        next.forEach(this::run);
        if (alone != null) {
            alone.run();
        }
    }

    /** Counts the thread of a call that has left the lane as one beside it, before another thread runs the lane. */
    private boolean entered(boolean left) {
        if (left) {
            lane.threads().enterBeside();
        }
        return left;
    }

    /** Takes the calls that wait aside, as far as there is room, to be {@linkplain #run run}. Under the lock. */
    List<Call> start() {
        return running.addFrom(waiting, outbound, this::startAside);
    }

    /** Starts the calls that waited aside, and then for room to send. */
    private void startAside() {
        List<Call> next;
        lane.lock();
        try {
            running.outboundHasRoom();
            next = start();
            if (!next.isEmpty()) {
                lane.progressed();
            }
        } finally {
            lane.unlock();
        }
        next.forEach(this::run);
    }

    /** Runs a call that has waited aside. Its message is no longer charged, because it may also wait for its thread. */
    void run(Call call) {
        if (!call.resources().reserve()) {
            // On a thread, because the next call follows, which may be refused too.
            lane.threads().runShort(() -> call.refuse(Shortage.MEMORY));
            return;
        }
        call.setAside();
        lane.resume(call);
    }
}
