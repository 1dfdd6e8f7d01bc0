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
 * The order of one connection's calls. They start in the order received. A call that holds the lane ends before the next one
 * starts; the others run beside the lane, up to a bound, beyond which they wait aside and let those behind them pass. While the
 * connection's outbound queue is full no call starts. A full lane slows the client down by its {@link Backpressure}.
 *
 * <p>Safe for use by any thread. The thread that sets {@code active} owns the lane and runs its tasks, one after the other. One
 * lock guards the rest of the state. It is never held while a task runs or the link is told to stop reading. A brief call that
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
     * @param outbound the connection's queue, without whose room nothing starts
     * @param reading stops while too many calls wait
     * @param bounds how many calls may wait and run
     * @param memory what the connection may hold of the application's memory
     */
    public CallLane(LaneThreads threads, Sender outbound, Reading reading, LaneBounds bounds, MemoryShare memory) {
        this.threads = threads;
        this.outbound = outbound;
        this.bounds = bounds;
        this.waiting = new WaitingTasks(bounds, memory);
        this.running = new RunningCalls(bounds);
        this.backpressure = Backpressure.of(reading, bounds, waiting, lock);
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
            // Asked again, since the lock may have been released.
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

    /** Tells whether the application has memory for a message of this size now. */
    public boolean hasMemory(int size) {
        return waiting.hasMemory(size);
    }

    /** Returns what runs calls on the container's thread, for that thread. */
    ImmediateCalls immediate() {
        if (immediate == null) {
            immediate = new ImmediateCalls(this, lock, active, running, outbound);
        }
        return immediate;
    }

    /**
     * Looks after a lane that stays full. For the timer's thread.
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

    /** Gives the lane up, which goes on elsewhere where something has come meanwhile. */
    void leave() {
        running.freeLane();
        active.set(false);
        // Checked after the lane is free: a task that is added from now on starts the lane itself.
        if (!waiting.isEmpty() && active.compareAndSet(false, true)) {
            threads.run(runner, false);
        }
    }

    /** Cancels the call of an id, wherever it is; an unknown id is ignored. */
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
                // There may be room for the calls behind it.
                next = running.addFrom(waiting, outbound, this::startAside);
                backpressure.progressed();
            }
        } finally {
            unlock();
        }
        found.ifPresent(Call::cancel);
        next.forEach(this::runAside);
    }

    /**
     * Starts no further tasks: drops those that wait and those that arrive later. Running ones go on.
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

    /** Drops what waits for the sake of a last task; returns whether the lane has to be started for it. */
    private boolean replaceWaiting(BriefTask last) {
        waiting.clear();
        // Of no bytes, so that it is added whatever there is room for.
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
     * Ends the lane: what waits is dropped, streams and what has not been admitted yet are stopped, and calls that still
     * run are left to end, without an answer. What asynchronous ones hold is the application's from then on: they may never
     * end.
     *
     * @param last runs on the lane's thread, when the call that holds the lane has ended
     * @param quiet runs after it, when no thread runs a call of this connection any more
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
                            running.stream().filter(call -> call.isStream() || call.isWaiting()), waiting.calls())
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

    /** Gives back what a call has that is over: its memory, and its place to the next ones. Again, it has no effect. */
    void release(Call over) {
        over.resources().giveBack();
        if (over.holdsLane()) {
            // Who runs the lane frees it; a @NonBlocking call takes no lock for that.
            return;
        }
        List<Call> next = List.of();
        Runnable alone;
        lock.lock();
        try {
            if (running.remove(over)) {
                next = running.addFrom(waiting, outbound, this::startAside);
                backpressure.progressed();
            }
            alone = running.takeWhenNoneBeside();
        } finally {
            unlock();
        }
        next.forEach(this::runAside);
        if (alone != null) {
            alone.run();
        }
    }

    /** Starts those that have waited aside and then for room to send. */
    private void startAside() {
        List<Call> next;
        lock.lock();
        try {
            running.outboundHasRoom();
            next = running.addFrom(waiting, outbound, this::startAside);
            if (!next.isEmpty()) {
                backpressure.progressed();
            }
        } finally {
            unlock();
        }
        next.forEach(this::runAside);
    }

    /** Runs a call that has waited aside, and whose message is charged no more: it may wait for its thread too. */
    private void runAside(Call call) {
        if (!call.resources().reserve()) {
            // On a thread, since the next one follows it, which may be refused as well.
            threads.runShort(() -> call.refuse(Shortage.MEMORY));
            return;
        }
        call.setAside();
        resume(call);
    }

    /** Goes on with a call that has waited in its place, on a thread for calls. */
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

    /** Makes the place that a call needs while it is worked on. */
    LargeCalls.Place place(long valueBytes) {
        return bounds.large().place(threads.client(), valueBytes);
    }

    /** A task of the lane has ended. Under the lock. */
    void progressed() {
        backpressure.progressed();
    }

    LaneThreads threads() {
        return threads;
    }
}
