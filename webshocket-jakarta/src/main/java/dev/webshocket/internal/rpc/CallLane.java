package dev.webshocket.internal.rpc;

import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.Reading;
import dev.webshocket.internal.session.Sender;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The order of one connection's calls. They start in the order received. A call that holds the lane ends, or leaves the lane to
 * wait for its client, before the next one starts. Other calls run beside the lane, up to a bound; beyond it they wait aside
 * and let later calls pass. While the connection's outbound queue is full, no call starts. A full lane slows the client down
 * by its {@link Backpressure}.
 *
 * <p>Safe for use by any thread. The thread that sets {@code active} owns the lane and runs its tasks in sequence. One lock
 * guards the rest of the state. It is never held while a task runs or the link is told to stop reading. A brief call that
 * finds the lane free owns it without the lock.
 */
public final class CallLane {

    private final LaneThreads threads;
    private final Sender outbound;
    private final LaneBounds bounds;

    private final ReentrantLock lock = new ReentrantLock();
    private final WaitingTasks waiting;
    private final Backpressure backpressure;
    private final RunningCalls running;
    private final LaneRunner runner;
    private final BesideLane beside;
    /** Whether a thread runs the lane, or will once there is room. */
    private final AtomicBoolean active = new AtomicBoolean();

    /** Made with the first call; for the container's thread. */
    private ImmediateCalls immediate;

    /** Written under the lock. */
    private volatile boolean retired;
    /** Written under the lock. */
    private volatile boolean ended;

    /**
     * Makes the lane of one connection.
     *
     * @param threads run the calls
     * @param outbound the connection's queue; while it is full, no call starts
     * @param reading stops while too many calls wait
     * @param bounds how many calls may wait and run
     * @param memory the connection's share of the application's memory
     */
    public CallLane(LaneThreads threads, Sender outbound, Reading reading, LaneBounds bounds, MemoryShare memory) {
        this.threads = threads;
        this.outbound = outbound;
        this.bounds = bounds;
        this.waiting = new WaitingTasks(bounds, memory);
        this.running = new RunningCalls(bounds);
        this.backpressure = Backpressure.of(reading, bounds, waiting, outbound, lock);
        this.beside = new BesideLane(this, waiting, running, outbound);
        this.runner = new LaneRunner(this, active, waiting, running, outbound);
    }

    /**
     * Adds a task, which runs on another thread when its turn has come.
     *
     * @param size of its message in bytes; zero for none
     * @return false if too many wait
     */
    public boolean offer(Runnable task, int size) {
        boolean start;
        lock.lock();
        try {
            if (retired) {
                return true;
            }
            boolean admitted = backpressure.admits(size);
            // Checked again, because the lock may have been released.
            if (retired) {
                return true;
            }
            if (!admitted || !waiting.add(task, size)) {
                return false;
            }
            backpressure.added();
            start = active.compareAndSet(false, true);
        } finally {
            unlock();
        }
        if (start) {
            runner.start(BriefTask.is(task));
        }
        return true;
    }

    /**
     * Adds a task of this side, whether or not there is room: for one of which no more than one waits.
     *
     * @param task dropped if the lane takes no more tasks
     */
    public void add(BriefTask task) {
        boolean start;
        lock.lock();
        try {
            if (retired) {
                return;
            }
            waiting.add(task, 0);
            start = active.compareAndSet(false, true);
        } finally {
            unlock();
        }
        if (start) {
            runner.start(true);
        }
    }

    /** Tells whether the application has memory for a message of this size now. */
    public boolean hasMemory(int size) {
        return waiting.hasMemory(size);
    }

    /** Returns what runs calls on the container's thread, for that thread. */
    ImmediateCalls immediate() {
        if (immediate == null) {
            immediate = new ImmediateCalls(this, active, running, outbound);
        }
        return immediate;
    }

    /**
     * Checks a lane that stays full. For the timer's thread.
     *
     * @param now nanoseconds
     */
    public void check(long now) {
        lock.lock();
        try {
            backpressure.check(now);
        } finally {
            unlock();
        }
    }

    LaneRunner runner() {
        return runner;
    }

    boolean isRetired() {
        return retired;
    }

    /** Frees the lane; another thread runs tasks that have arrived meanwhile. */
    void leave() {
        running.freeLane();
        active.set(false);
        // Checked after the lane is free: a task that is added from now on starts the lane itself.
        if (!waiting.isEmpty() && active.compareAndSet(false, true)) {
            threads.run(runner, false);
        }
    }

    /** Cancels the call with an id, waiting or running; an unknown id is ignored. */
    void cancel(Object id) {
        Optional<Call> found;
        List<Call> next = List.of();
        lock.lock();
        try {
            found = Stream.concat(running.stream(), waiting.calls())
                    .filter(call -> call.id().equals(id))
                    .findFirst();
            if (found.isPresent()) {
                waiting.remove(found.get());
                // There may be room for later calls.
                next = beside.start();
                backpressure.progressed();
            }
        } finally {
            unlock();
        }
        found.ifPresent(Call::cancel);
        next.forEach(beside::run);
    }

    /**
     * Starts no further tasks: drops waiting and later ones. Running ones continue.
     *
     * @param idle runs when all calls that run now have ended, unless the lane is {@linkplain #end ended} before
     */
    public void retire(Runnable idle) {
        boolean free;
        boolean start = false;
        List<Call> dropped;
        lock.lock();
        try {
            if (retired) {
                return;
            }
            retired = true;
            dropped = waiting.calls().toList();
            free = active.compareAndSet(false, true);
            if (free) {
                waiting.clear();
                active.set(false);
            } else {
                start = replaceWaiting(() -> besideHaveEnded(idle));
            }
            backpressure.progressed();
        } finally {
            unlock();
        }
        dropped.forEach(Call::cancel);
        if (free) {
            // Not on a thread for calls, all of which may be busy.
            besideHaveEnded(idle);
        } else if (start) {
            threads.run(runner, true);
        }
    }

    private void besideHaveEnded(Runnable idle) {
        boolean waits;
        lock.lock();
        try {
            waits = running.whenNoneBeside(idle);
        } finally {
            unlock();
        }
        if (!waits) {
            idle.run();
        }
    }

    /** Replaces the waiting tasks by a last one; returns whether the lane must be started. */
    private boolean replaceWaiting(BriefTask last) {
        waiting.clear();
        // Of zero bytes, so that it is always added.
        waiting.add(last, 0);
        return active.compareAndSet(false, true);
    }

    /** Cancels all calls that run. */
    public void cancelRunning() {
        List<Call> calls;
        lock.lock();
        try {
            calls = running.stream().toList();
        } finally {
            unlock();
        }
        calls.forEach(Call::cancel);
    }

    /**
     * Ends the lane. Waiting calls are dropped, streams and calls that have not been admitted are stopped, and running calls
     * end without an answer. Resources of asynchronous calls then belong to the application: such calls may never end.
     *
     * @param last runs on the lane's thread, when the call that holds the lane has ended
     * @param quiet runs after it, once no thread runs a call of this connection
     */
    public void end(Runnable last, Runnable quiet) {
        List<Call> stopped;
        List<Call> asynchronous;
        boolean start;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            retired = true;
            ended = true;
            running.whenNoneBeside(null);
            stopped = Stream.concat(
                            running.stream().filter(call -> call.hasStreams() || call.isWaiting()), waiting.calls())
                    .toList();
            asynchronous = running.stream().filter(Call::isAsynchronous).toList();
            start = replaceWaiting(() -> {
                try {
                    last.run();
                } finally {
                    threads.whenNoneBeside(quiet);
                }
            });
            backpressure.progressed();
        } finally {
            unlock();
        }
        stopped.forEach(Call::cancel);
        asynchronous.forEach(call -> call.resources().giveBack());
        if (start) {
            threads.run(runner, true);
        }
    }

    /** Releases the memory and the place of a call that has ended. Idempotent. */
    void release(Call over) {
        over.resources().giveBack();
        if (over.isBeside()) {
            beside.release(over);
        }
        // Otherwise the thread that runs the lane frees it; a @NonBlocking call takes no lock for that.
    }

    /** Returns what moves calls from the lane beside it. */
    BesideLane beside() {
        return beside;
    }

    /** Continues a call that has waited in its place, on a thread for calls. */
    void resume(Call call) {
        if (call.isAside()) {
            threads.runBeside(call, () -> runner.attempt(call), () -> call.refuse(Shortage.THREADS));
            return;
        }
        threads.run(() -> runner.goOn(call), false);
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
        backpressure.apply();
    }

    /** Tells whether the connection has ended. */
    boolean hasEnded() {
        return ended;
    }

    /** Creates the place that a call needs while it runs. */
    LargeCalls.Place place(long valueBytes) {
        return bounds.large().place(threads.client(), valueBytes);
    }

    /** Records the end of a task. Under the lock. */
    void progressed() {
        backpressure.progressed();
    }

    LaneThreads threads() {
        return threads;
    }
}
