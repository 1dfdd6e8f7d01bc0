package dev.webshocket.internal.rpc;

import dev.webshocket.internal.memory.MemoryShare;
import dev.webshocket.internal.session.Sender;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The order of one connection's calls. They start as they came; one that holds the lane has ended before the next
 * starts, the others run beside it, up to a bound, beyond which they wait aside and let those behind them pass. While
 * the connection's outbound queue is full nothing is started.
 *
 * <p>Safe for use by any thread. Who sets {@code active} has the lane: it runs the tasks, one after the other. One lock guards
 * the rest of the state, and is never held while a task runs; a brief call that finds the lane free takes it without the lock.
 */
public final class CallLane {

    private final LaneThreads threads;
    private final Sender outbound;
    private final LaneBounds bounds;

    private final ReentrantLock lock = new ReentrantLock();
    private final LanePause pause;
    private final WaitingTasks waiting;
    private final Runnable goOn = () -> runTasks(false);
    private final RunningCalls running;
    /** Whether a thread runs the lane, or will once there is room. */
    private final AtomicBoolean active = new AtomicBoolean();

    private final ImmediateCalls immediate;

    /** Written under the lock. */
    private volatile boolean retired;
    /** Written under the lock. */
    private volatile boolean ended;

    /**
     * Makes the lane of one connection.
     *
     * @param threads where calls run
     * @param outbound the connection's queue, whose room is waited for
     * @param bounds how many calls may wait and run
     * @param memory what the connection may hold of the application's memory
     */
    public CallLane(LaneThreads threads, Sender outbound, LaneBounds bounds, MemoryShare memory) {
        this.threads = threads;
        this.outbound = outbound;
        this.bounds = bounds;
        this.waiting = new WaitingTasks(bounds, memory);
        this.running = new RunningCalls(bounds);
        this.pause = new LanePause(bounds, lock.newCondition());
        this.immediate = new ImmediateCalls(this, lock, active, running, outbound);
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
            if (waiting.isFull(size) && !pause.await(() -> waiting.isFull(size) && !retired)) {
                return false;
            }
            if (retired) {
                return true;
            }
            if (!waiting.add(task, size)) {
                return false;
            }
            start = active.compareAndSet(false, true);
        } finally {
            lock.unlock();
        }
        if (start) {
            threads.run(() -> runTasks(BriefTask.is(task)), BriefTask.is(task));
        }
        return true;
    }

    /** Tells whether the application has memory for a message of this size now. */
    public boolean hasMemory(int size) {
        return waiting.hasMemory(size);
    }

    /** Returns what runs calls on the container's thread. */
    ImmediateCalls immediate() {
        return immediate;
    }

    boolean isRetired() {
        return retired;
    }

    /** Gives the lane up, which goes on elsewhere where something has come meanwhile. */
    void leave() {
        running.freeLane();
        active.set(false);
        // Asked after it is free: what is added from now on starts the lane itself.
        if (!waiting.isEmpty() && active.compareAndSet(false, true)) {
            threads.run(goOn, false);
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
                // There may be room for those that it was before.
                next = running.addFrom(waiting, outbound, this::startAside);
            }
        } finally {
            lock.unlock();
        }
        found.ifPresent(Call::cancel);
        next.forEach(this::runAside);
    }

    /**
     * Lets no more tasks start: what waits is dropped, and what comes too. What runs goes on.
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
                dropWaiting();
                active.set(false);
            } else {
                start = replaceWaiting(() -> besideHaveEnded(idle));
            }
        } finally {
            lock.unlock();
        }
        dropped.forEach(Call::cancel);
        if (free) {
            // Not on a thread for calls, all of which may be busy.
            besideHaveEnded(idle);
        } else if (start) {
            threads.run(goOn, true);
        }
    }

    private void besideHaveEnded(Runnable idle) {
        boolean waits;
        lock.lock();
        try {
            waits = running.whenNoneBeside(idle);
        } finally {
            lock.unlock();
        }
        if (!waits) {
            idle.run();
        }
    }

    /** Drops what waits for the sake of a last task; returns whether the lane has to be started for it. */
    private boolean replaceWaiting(BriefTask last) {
        dropWaiting();
        // Of no bytes, so that it is added whatever there is room for.
        waiting.add(last, 0);
        return active.compareAndSet(false, true);
    }

    /** Drops what waits, aside too, which it does even where the lane is idle. */
    private void dropWaiting() {
        waiting.clear();
        pause.end();
    }

    /** Cancels all calls that run. */
    public void cancelRunning() {
        List<Call> calls;
        lock.lock();
        try {
            calls = running.stream().toList();
        } finally {
            lock.unlock();
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
        } finally {
            lock.unlock();
        }
        stopped.forEach(Call::cancel);
        asynchronous.forEach(call -> call.resources().giveBack());
        if (start) {
            threads.run(goOn, true);
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
            }
            alone = running.takeWhenNoneBeside();
        } finally {
            lock.unlock();
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
        } finally {
            lock.unlock();
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
            threads.runBeside(call, () -> attempt(call), () -> call.refuse(Shortage.THREADS));
            return;
        }
        threads.run(
                () -> {
                    if (attempt(call)) {
                        runTasks(false);
                    }
                },
                false);
    }

    /** Tells whether the connection has ended. */
    boolean hasEnded() {
        return ended;
    }

    /** Makes the place that a call needs while it is worked on. */
    LargeCalls.Place place(long valueBytes) {
        return bounds.large().place(threads.client(), valueBytes);
    }

    LaneThreads threads() {
        return threads;
    }

    /** Runs what has the turn, one after the other; of a brief run only what is brief, the rest after it. */
    private void runTasks(boolean brief) {
        for (Runnable task = next(brief); task != null; task = next(brief)) {
            if (!attempt(task)) {
                return;
            }
        }
    }

    /** Runs a task; returns false if that goes on later, without a thread meanwhile, and the lane with it. */
    boolean attempt(Runnable task) {
        try {
            if (task instanceof Call call) {
                return call.goOn() != Progress.WAITS;
            }
            task.run();
        } catch (Throwable failure) {
            threads.failed(failure);
        }
        return true;
    }

    /** Takes the next task to run, or gives the thread up. */
    private Runnable next(boolean brief) {
        Runnable task = take(brief);
        if (task == goOn) {
            threads.run(goOn, false);
            return null;
        }
        return task;
    }

    private Runnable take(boolean brief) {
        lock.lock();
        try {
            running.freeLane();
            pause.progressed();
            for (; ; ) {
                Runnable task = waiting.peek();
                if (task == null) {
                    active.set(false);
                    return null;
                }
                if (!retired && outbound.whenRoom(() -> threads.run(goOn, false))) {
                    return null;
                }
                if (!retired && outbound.isClosed()) {
                    // The client has gone, and the lane is about to be ended.
                    active.set(false);
                    return null;
                }
                if (brief && !BriefTask.is(task)) {
                    return goOn;
                }
                if (task instanceof Call call) {
                    if (!running.hasRoom(call)) {
                        waiting.setAside();
                        continue;
                    }
                    running.add(call);
                }
                waiting.take();
                if (waiting.hasDrained()) {
                    pause.end();
                }
                return task;
            }
        } finally {
            lock.unlock();
        }
    }
}
