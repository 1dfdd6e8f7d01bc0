package dev.webshocket.internal.concurrent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Shares a bounded number of threads fairly, so that no client uses them all. A {@link ClientTask} waits here, not in the queue
 * of the threads, and runs in turn.
 *
 * <ul>
 *   <li>A single client may use all threads. While others wait, a network or a connection gets no more than an eighth of them.
 *   <li>A running task is not stopped. If all threads are in use, an eighth more are for clients that have none or few: at most
 *       half of these for one network, an eighth for one connection.
 *   <li>Another eighth is for brief tasks alone, one for each connection, at most half of them for one network.
 *   <li>A task may wait for its client if fewer than half of the threads do, and fewer than a quarter for the same network.
 *   <li>A stream that has waited for 5 seconds is refused.
 * </ul>
 *
 * <p>Other tasks run directly. Safe for use by any thread; nothing runs under its lock.
 */
public final class FairExecutor implements Executor {

    private static final int SHARES = 8;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** The group of threads that runs a task. */
    private enum Place {
        COMMON,
        RESERVE,
        EXPRESS
    }

    private record Late(ClientTask task, long since) {}

    private record Start(ClientTask task, Place place) {}

    private final Executor threads;
    private final Executor refusals;
    private final LongSupplier nanoClock;
    private final int common;
    private final int share;
    private final int extra;

    private final ReentrantLock lock = new ReentrantLock();
    private final FairQueue<ClientTask> lasting = new FairQueue<>();
    private final FairQueue<ClientTask> brief = new FairQueue<>();
    /** Streams that wait, in order of arrival; some have been taken since. */
    private final Deque<Late> streams = new ArrayDeque<>();

    private final int[] taken = new int[Place.values().length];
    private final Tally networks = new Tally();
    private final Tally connections = new Tally();
    private final Tally reserveNetworks = new Tally();
    private final Tally expressNetworks = new Tally();
    private final Tally expressConnections = new Tally();
    private int waits;
    private final Tally waitingNetworks = new Tally();

    /**
     * Creates the executor.
     *
     * @param threads runs tasks, at least as many at a time as {@link #threadsFor} says
     * @param common how many tasks may run at a time, beside those that have a place of their own
     * @param refusals runs the refusals of streams
     * @param nanoClock the time in nanoseconds since any moment; monotonic
     */
    public FairExecutor(Executor threads, int common, Executor refusals, LongSupplier nanoClock) {
        this.threads = Objects.requireNonNull(threads, "threads");
        this.refusals = new CallerRuns(Objects.requireNonNull(refusals, "refusals"));
        this.nanoClock = Objects.requireNonNull(nanoClock, "nanoClock");
        this.common = common;
        this.share = Math.max(1, common / SHARES);
        this.extra = extra(common);
    }

    private static int extra(int common) {
        return Math.max(2, common / SHARES);
    }

    /**
     * Returns how many threads are needed.
     *
     * @param common how many tasks may run at a time, beside those that have a place of their own
     * @return a quarter more, at least 4 more
     */
    public static int threadsFor(int common) {
        return common + 2 * extra(common);
    }

    /**
     * Runs a task when its turn comes.
     *
     * @throws RejectedExecutionException if the threads have been shut down
     */
    @Override
    public void execute(Runnable task) {
        if (!(task instanceof ClientTask client)) {
            threads.execute(task);
            return;
        }
        Start next;
        lock.lock();
        try {
            (client.kind() == ClientTask.Kind.BRIEF ? brief : lasting)
                    .add(client.network(), client.connection(), client);
            next = next();
            if (client.kind() == ClientTask.Kind.STREAM && (next == null || !isSame(next.task(), client))) {
                streams.add(new Late(client, nanoClock.getAsLong()));
            }
        } finally {
            lock.unlock();
        }
        if (next == null) {
            return;
        }
        try {
            start(next);
        } catch (RejectedExecutionException | Error e) {
            if (isSame(next.task(), client)) {
                throw e;
            }
            next.task().run();
        }
    }

    @SuppressWarnings("ReferenceEquality") // two equal tasks are two
    private static boolean isSame(ClientTask one, ClientTask other) {
        return one == other;
    }

    /** Starts a task; throws only if no thread runs it or will run it. */
    private void start(Start next) {
        Claim claim = new Claim();
        try {
            threads.execute(claim.guard(() -> {
                try {
                    next.task().run();
                } finally {
                    done(next);
                }
            }));
        } catch (RejectedExecutionException | Error e) {
            if (claim.take()) {
                leave(next);
                throw e;
            }
        }
    }

    private void done(Start over) {
        leave(over);
        for (Start next = take(); next != null; next = take()) {
            try {
                start(next);
            } catch (RejectedExecutionException | Error e) {
                // The threads end: the last one runs the tasks that still wait, so that none is lost.
                next.task().run();
            }
        }
    }

    private void leave(Start over) {
        lock.lock();
        try {
            count(over.task(), over.place(), false);
        } finally {
            lock.unlock();
        }
    }

    private Start take() {
        lock.lock();
        try {
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next task, if a thread is free for one. */
    private Start next() {
        if (hasRoom(Place.COMMON, common)) {
            ClientTask task = brief.take(this::isModest, this::isModestConnection);
            task = task != null ? task : lasting.take(this::isModest, this::isModestConnection);
            task = task != null ? task : lasting.take(FairQueue.ANY, this::isModestConnection);
            // Not before: a brief task may take long, and one address can open many connections.
            task = task != null ? task : brief.take(FairQueue.ANY, FairQueue.ANY);
            task = task != null ? task : lasting.take(FairQueue.ANY, FairQueue.ANY);
            return occupy(task, Place.COMMON);
        }
        Start start = null;
        if (hasRoom(Place.EXPRESS, extra)) {
            start = occupy(
                    brief.take(
                            network -> expressNetworks.of(network) < Math.max(1, extra / 2),
                            connection -> expressConnections.of(connection) == 0),
                    Place.EXPRESS);
        }
        if (start == null && hasRoom(Place.RESERVE, extra)) {
            start = occupy(
                    lasting.take(
                            network -> reserveNetworks.of(network) < Math.max(1, extra / 2),
                            connection -> connections.of(connection) < Math.max(1, extra / SHARES)),
                    Place.RESERVE);
        }
        return start;
    }

    private boolean hasRoom(Place place, int most) {
        return taken[place.ordinal()] < most;
    }

    private boolean isModest(Object network) {
        return networks.of(network) < share;
    }

    private boolean isModestConnection(Object connection) {
        return connections.of(connection) < share;
    }

    private Start occupy(ClientTask task, Place place) {
        if (task == null) {
            return null;
        }
        count(task, place, true);
        return new Start(task, place);
    }

    private void count(ClientTask task, Place place, boolean more) {
        taken[place.ordinal()] += more ? 1 : -1;
        count(networks, task.network(), more);
        count(connections, task.connection(), more);
        if (place == Place.RESERVE) {
            count(reserveNetworks, task.network(), more);
        } else if (place == Place.EXPRESS) {
            count(expressNetworks, task.network(), more);
            count(expressConnections, task.connection(), more);
        }
    }

    private static void count(Tally tally, Object key, boolean more) {
        if (more) {
            tally.add(key);
        } else {
            tally.remove(key);
        }
    }

    /**
     * Counts a task that is about to wait for its client, so that threads remain for the calls that clients make in order to
     * answer.
     *
     * @return false if too many tasks wait; the task was then not counted
     */
    public boolean beginWait(Object network) {
        lock.lock();
        try {
            if (waits >= Math.max(1, common / 2) || waitingNetworks.of(network) >= Math.max(1, common / 4)) {
                return false;
            }
            waits++;
            waitingNetworks.add(network);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes back a successful {@link #beginWait}. */
    public void endWait(Object network) {
        lock.lock();
        try {
            waits--;
            waitingNetworks.remove(network);
        } finally {
            lock.unlock();
        }
    }

    /** Refuses streams that have waited too long. Called periodically. */
    public void refuseLate() {
        for (ClientTask late = takeLate(); late != null; late = takeLate()) {
            refusals.execute(late.refusal());
        }
    }

    private ClientTask takeLate() {
        lock.lock();
        try {
            long now = nanoClock.getAsLong();
            while (!streams.isEmpty() && now - streams.peek().since() >= PATIENCE_NANOS) {
                ClientTask late = streams.poll().task();
                if (lasting.remove(late.network(), late.connection(), late)) {
                    return late;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }
}
