package dev.webshocket.internal.rpc;

import dev.webshocket.internal.session.Sender;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs the tasks of a lane in sequence, on the thread that owns the lane. For that thread only. */
final class LaneRunner implements Runnable {

    private final CallLane lane;
    private final AtomicBoolean active;
    private final WaitingTasks waiting;
    private final RunningCalls running;
    private final Sender outbound;

    /**
     * Creates the runner of a lane.
     *
     * @param active whether a thread owns the lane
     * @param waiting the tasks, under the lock of the lane
     * @param running the calls whose turn has come, under the lock of the lane
     * @param outbound the connection's queue; while it is full, no call starts
     */
    LaneRunner(CallLane lane, AtomicBoolean active, WaitingTasks waiting, RunningCalls running, Sender outbound) {
        this.lane = lane;
        this.active = active;
        this.waiting = waiting;
        this.running = running;
        this.outbound = outbound;
    }

    /**
     * Starts a thread that runs the lane, and gives it the lane of the current thread.
     *
     * @param brief whether the first task is brief
     */
    void start(boolean brief) {
        lane.threads().run(brief ? () -> runTasks(true) : this, brief);
    }

    /** Runs all tasks. */
    @Override
    public void run() {
        runTasks(false);
    }

    /** Continues a call that has waited in its place, and then runs all tasks. */
    void goOn(Call call) {
        if (attempt(call)) {
            runTasks(false);
        }
    }

    /** Runs tasks in sequence; a brief run takes only brief tasks, and starts another thread for the others. */
    private void runTasks(boolean brief) {
        for (Runnable task = next(brief); task != null; task = next(brief)) {
            if (!attempt(task)) {
                return;
            }
        }
    }

    /**
     * Runs a task.
     *
     * @return false if the current thread no longer runs the lane: the task waits without a thread, and the lane with it, or
     *     the task has left the lane
     */
    boolean attempt(Runnable task) {
        boolean goesOn = true;
        try {
            if (task instanceof Call call) {
                goesOn = attempt(call);
            } else {
                task.run();
            }
        } catch (Throwable failure) {
            lane.threads().failed(failure);
        }
        return goesOn;
    }

    private boolean attempt(Call call) {
        Progress progress = call.goOn();
        if (progress == Progress.ELSEWHERE) {
            lane.beside().put(call);
        }
        if (call.hasLeftLane()) {
            lane.threads().leaveBeside();
            return false;
        }
        return progress != Progress.WAITS;
    }

    /** Takes the next task to run; null if there is none for the current thread. */
    private Runnable next(boolean brief) {
        Runnable task;
        lane.lock();
        try {
            running.freeLane();
            task = take(brief);
            lane.progressed();
        } finally {
            lane.unlock();
        }
        if (task == this) {
            start(false);
            return null;
        }
        return task;
    }

    /** Takes the next task, or the task to start a thread that may run all; null if the lane is idle or waits for room. */
    private Runnable take(boolean brief) {
        for (; ; ) {
            Runnable task = waiting.peek();
            if (task == null) {
                active.set(false);
                return null;
            }
            if (!lane.isRetired() && outbound.whenRoom(() -> start(false))) {
                return null;
            }
            if (!lane.isRetired() && outbound.isClosed()) {
                // The connection has ended, and the lane is about to end.
                active.set(false);
                return null;
            }
            if (brief && !BriefTask.is(task)) {
                return this;
            }
            if (task instanceof Call call) {
                if (!running.hasRoom(call)) {
                    waiting.setAside();
                    running.close();
                    continue;
                }
                running.add(call);
            }
            waiting.take();
            return task;
        }
    }
}
