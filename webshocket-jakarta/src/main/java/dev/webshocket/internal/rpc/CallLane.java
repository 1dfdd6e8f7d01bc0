package dev.webshocket.internal.rpc;

import dev.webshocket.spi.CallExecutors;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The order of one connection's calls. They start as they came; one that holds the lane has ended before the next
 * starts, the others run beside it, up to a bound, beyond which they wait aside and let those behind them pass. While
 * the connection's outbound queue is full nothing is started.
 *
 * <p>Safe for use by any thread. One lock guards its state, and is never held while a task runs.
 */
public final class CallLane {

    private final CallExecutors executors;
    private final Executor context;
    private final Outbound outbound;
    private final LaneBounds bounds;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();
    /** The threads that run calls beside the lane. */
    private final Departure threads = new Departure();

    private final WaitingTasks waiting;
    /** Calls that run beside the lane. */
    private final Set<Call> beside = new LinkedHashSet<>();
    /** The call that holds the lane. */
    private Call holder;
    /** Whether a thread runs the lane, or will once there is room. */
    private boolean active;
    /** Whether a task has ended since the last time that the container was held up. */
    private boolean progressed = true;

    private boolean retired;
    private boolean ended;
    /** Runs when no call runs beside the lane any more. */
    private Runnable whenAlone;

    /**
     * Makes the lane of one connection.
     *
     * @param executors where calls run
     * @param context runs a task at once, in the context that user code of this connection is to have
     * @param outbound the connection's queue, whose room is waited for
     * @param bounds how many calls may wait and run
     */
    public CallLane(CallExecutors executors, Executor context, Outbound outbound, LaneBounds bounds) {
        this.executors = executors;
        this.context = context;
        this.outbound = outbound;
        this.bounds = bounds;
        this.waiting = new WaitingTasks(bounds);
    }

    /**
     * Adds a task, which runs on another thread when its turn has come.
     *
     * @param size of the message that it came in, in bytes; zero where it came in none
     * @return false if too many wait
     */
    public boolean offer(Runnable task, int size) {
        boolean start;
        lock.lock();
        try {
            if (retired) {
                return true;
            }
            if (waiting.isFull(size) && !awaitRoom(size)) {
                return false;
            }
            if (retired) {
                return true;
            }
            waiting.add(task, size);
            start = !active;
            active = true;
        } finally {
            lock.unlock();
        }
        if (start) {
            execute();
        }
        return true;
    }

    /**
     * Runs a call on the current thread, one of the container's, if nothing runs or waits before it.
     *
     * @return false if the lane is not empty, and nothing was done
     */
    boolean runHere(Call call) {
        lock.lock();
        try {
            if (active || retired || !outbound.hasRoom() || beside.size() >= bounds.concurrent()) {
                return false;
            }
            active = true;
            place(call);
        } finally {
            lock.unlock();
        }
        context.execute(() -> ContainerThread.run(call));
        lock.lock();
        try {
            holder = null;
            active = waiting.peek() != null;
            if (!active) {
                return true;
            }
        } finally {
            lock.unlock();
        }
        execute();
        return true;
    }

    /** Cancels the call of an id, wherever it is; an unknown id is ignored. */
    void cancel(Object id) {
        Optional<Call> found;
        lock.lock();
        try {
            found = Stream.concat(running(), waiting.calls())
                    .filter(call -> call.id().equals(id))
                    .findFirst();
            found.ifPresent(waiting::remove);
        } finally {
            lock.unlock();
        }
        found.ifPresent(Call::cancel);
    }

    /**
     * Lets no more tasks start: what waits is dropped, and what comes too. What runs goes on.
     *
     * @param idle runs when all calls that run now have ended, unless the lane is {@linkplain #end ended} before
     */
    public void retire(Runnable idle) {
        lock.lock();
        try {
            if (retired) {
                return;
            }
            retired = true;
            if (active) {
                replaceWaiting(() -> besideHaveEnded(idle));
                return;
            }
        } finally {
            lock.unlock();
        }
        // Not on a thread for calls, all of which may be busy.
        besideHaveEnded(idle);
    }

    private void besideHaveEnded(Runnable idle) {
        lock.lock();
        try {
            if (!beside.isEmpty()) {
                whenAlone = idle;
                return;
            }
        } finally {
            lock.unlock();
        }
        idle.run();
    }

    /** Drops what waits for the sake of a last task; returns whether the lane has to be started for it. */
    private boolean replaceWaiting(Runnable last) {
        waiting.clear();
        waiting.add(last, 0);
        drained.signalAll();
        boolean start = !active;
        active = true;
        return start;
    }

    /** Cancels all calls that run. */
    public void cancelRunning() {
        List<Call> calls;
        lock.lock();
        try {
            calls = running().toList();
        } finally {
            lock.unlock();
        }
        calls.forEach(Call::cancel);
    }

    /**
     * Ends the lane: what waits is dropped, streams are stopped, and calls that still run are left to end, without an
     * answer.
     *
     * @param last runs on the lane's thread, when the call that holds the lane has ended
     * @param quiet runs after it, when no thread runs a call of this connection any more
     */
    public void end(Runnable last, Runnable quiet) {
        List<Call> streams;
        boolean start;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            retired = true;
            ended = true;
            whenAlone = null;
            streams = running().filter(Call::isStream).toList();
            start = replaceWaiting(() -> {
                try {
                    last.run();
                } finally {
                    threads.whenEmpty(quiet);
                }
            });
        } finally {
            lock.unlock();
        }
        streams.forEach(Call::cancel);
        if (start) {
            execute();
        }
    }

    /** Gives the place of a call that is over to the next one; of a call that holds the lane there is none to give. */
    void release(Call over) {
        Call next = null;
        Runnable alone = null;
        lock.lock();
        try {
            if (beside.remove(over)) {
                next = waiting.takeAside();
                if (next != null) {
                    beside.add(next);
                }
            }
            if (beside.isEmpty()) {
                alone = whenAlone;
                whenAlone = null;
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            runAside(next);
        }
        if (alone != null) {
            alone.run();
        }
    }

    /** Runs a call that has waited aside; where it is not admitted its place goes on to the next. */
    private void runAside(Call call) {
        onThread(call, () -> {
            if (call.isAdmitted()) {
                call.run();
            } else {
                release(call);
            }
        });
    }

    /** Runs the work of a call beside the lane on a thread of its own. */
    void onThread(Call call, Runnable work) {
        threads.enter();
        try {
            executors.concurrent().execute(() -> {
                try {
                    context.execute(work);
                } finally {
                    threads.leave();
                }
            });
        } catch (RejectedExecutionException e) {
            release(call);
            threads.leave();
        }
    }

    private void execute() {
        try {
            executors.calls().execute(this::run);
        } catch (RejectedExecutionException e) {
            // The platform has shut its threads down; what is left is done here, so that nothing is lost or leaked.
            run();
        }
    }

    private void run() {
        context.execute(this::runTasks);
    }

    private void runTasks() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                runTask(task);
            } catch (Throwable failure) {
                // The lane goes on whatever happens: its end gives up what the connection has.
                FailureLog.taskFailed(failure);
            }
        }
    }

    private void runTask(Runnable task) {
        if (!(task instanceof Call call)) {
            task.run();
        } else if (!call.isAdmitted()) {
            release(call);
        } else if (call.needsThread()) {
            onThread(call, call);
        } else {
            call.run();
        }
    }

    /** Takes the next task to run, or gives the thread up. */
    private Runnable next() {
        lock.lock();
        try {
            holder = null;
            progressed = true;
            for (; ; ) {
                Runnable task = waiting.peek();
                if (task == null) {
                    active = false;
                    return null;
                }
                if (!retired && outbound.whenRoom(this::execute)) {
                    return null;
                }
                if (task instanceof Call call) {
                    if (!call.holdsLane() && beside.size() >= bounds.concurrent()) {
                        waiting.setAside();
                        continue;
                    }
                    place(call);
                }
                waiting.take();
                if (waiting.hasDrained()) {
                    drained.signalAll();
                }
                return task;
            }
        } finally {
            lock.unlock();
        }
    }

    private void place(Call call) {
        if (call.holdsLane()) {
            holder = call;
        } else {
            beside.add(call);
        }
    }

    /**
     * Holds up the container's thread for a moment, so that a client that sends faster than its calls run is slowed
     * down by TCP rather than refused. A lane in which nothing has ended since is not waited for again.
     */
    private boolean awaitRoom(int size) {
        if (!progressed || !bounds.pauses().tryAcquire()) {
            return false;
        }
        progressed = false;
        try {
            for (int waits = 0; waiting.isFull(size) && !retired && waits < LaneBounds.WAITS; waits++) {
                long left = LaneBounds.WAIT_NANOS;
                while (waiting.isFull(size) && !retired && left > 0) {
                    left = drained.awaitNanos(left);
                }
            }
            return !waiting.isFull(size);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            bounds.pauses().release();
        }
    }

    private Stream<Call> running() {
        return Stream.concat(Stream.ofNullable(holder), beside.stream());
    }
}
