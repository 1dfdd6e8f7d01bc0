package dev.webshocket.internal.memory;

import dev.webshocket.internal.concurrent.Claim;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Bounds how many bytes the connections of one application hold together. Safe for use by any thread; reserving and releasing
 * memory uses no lock.
 *
 * <p>Two rules prevent one client from using all memory. A connection gets more only if it then holds no more than is still
 * free, so that the rest is divided fairly. And when less than a sixteenth is free, connections are closed until an eighth is
 * free, those with the most bytes times seconds first: a client that sends little and reads its messages is always served.
 *
 * <p>Memory that must not be refused, such as for the answer to a call that has run, is taken even beyond the bound; then other
 * connections are closed.
 */
public final class MemoryBudget {

    /** The pause after a search that did not free enough, because each search reads all connections. */
    private static final long PAUSE_NANOS = 50_000_000;

    private final long bound;
    private final Executor upkeep;
    private final LongSupplier nanoClock;
    private final AtomicLong held = new AtomicLong();
    private final Set<MemoryShare> shares = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean relieving = new AtomicBoolean();
    /** When a search last did not free enough, in nanoseconds. */
    private volatile long vain;

    /**
     * Makes a budget that is wholly free.
     *
     * @param bound in bytes, at least 1
     * @param upkeep closes connections
     */
    public MemoryBudget(long bound, Executor upkeep) {
        this(bound, upkeep, System::nanoTime);
    }

    /** Makes a budget with a clock of nanoseconds that a test can set. */
    MemoryBudget(long bound, Executor upkeep, LongSupplier nanoClock) {
        this.bound = bound;
        this.upkeep = upkeep;
        this.nanoClock = nanoClock;
        this.vain = nanoClock.getAsLong() - PAUSE_NANOS;
    }

    /**
     * Makes the budget of the settings, bounded by a quarter of the heap.
     *
     * @param bytes the setting {@code bufferedBytes}
     * @param upkeep cuts connections off
     */
    public static MemoryBudget ofHeap(long bytes, Executor upkeep) {
        return new MemoryBudget(Math.min(bytes, Runtime.getRuntime().maxMemory() / 4), upkeep);
    }

    /** Returns a share of a budget that has no bound. */
    public static MemoryShare unbounded() {
        return new MemoryBudget(Long.MAX_VALUE, Runnable::run).share(() -> {});
    }

    /**
     * Creates the empty share of a connection.
     *
     * @param cutOff ends the connection, which then releases all memory except that of running calls; run by the executor
     */
    public MemoryShare share(Runnable cutOff) {
        MemoryShare share = new MemoryShare(this, cutOff);
        shares.add(share);
        return share;
    }

    /** Returns how many bytes all connections hold now, including those that the budget does not count. */
    public long held() {
        return held.get() + shares.stream().mapToLong(MemoryShare::free).sum();
    }

    /**
     * If too little is free, closes the connections with the most bytes times seconds. Called periodically, and after large
     * reservations. Does not throw if there is no thread, because the caller still has to release its own reservation.
     */
    public void relieve() {
        if (held.get() <= bound - bound / 16 || now() - vain < PAUSE_NANOS || !relieving.compareAndSet(false, true)) {
            return;
        }
        Claim claim = new Claim();
        try {
            upkeep.execute(claim.guard(this::cutOffSlowest));
        } catch (RejectedExecutionException | Error e) {
            // The platform has shut its threads down, and all connections are about to end; or it cannot start one now,
            // and the
            // next call tries again.
            if (claim.take()) {
                relieving.set(false);
            }
        }
    }

    /**
     * The memory of a connection at one moment.
     *
     * @param bytes that closing it would release
     * @param weight bytes times the time for which it has held some
     */
    private record Holder(MemoryShare share, long bytes, double weight) {

        static Holder of(MemoryShare share, long now) {
            long bytes = share.releasable();
            return new Holder(share, bytes, (double) bytes * share.age(now));
        }
    }

    private void cutOffSlowest() {
        try {
            long now = now();
            List<Holder> slowest = shares.stream()
                    .map(share -> Holder.of(share, now))
                    .sorted(Comparator.comparingDouble(Holder::weight).reversed())
                    .toList();
            long excess = held.get() - (bound - bound / 8);
            for (Holder holder : slowest) {
                if (excess <= 0) {
                    return;
                }
                if (holder.bytes() > 0) {
                    holder.share().cutOff();
                    excess -= holder.bytes();
                }
            }
            vain = now();
        } finally {
            relieving.set(false);
        }
    }

    /**
     * Reserves bytes for a share, if there is room.
     *
     * @param bytes to reserve
     * @param holds the total of the share afterwards
     */
    boolean take(long bytes, long holds) {
        long before;
        do {
            before = held.get();
            if (holds > bound - before - bytes) {
                return false;
            }
        } while (!held.compareAndSet(before, before + bytes));
        relieve();
        return true;
    }

    /** Tells whether a share may grow to this total. */
    boolean hasRoom(long bytes, long holds) {
        return holds <= bound - held.get() - bytes;
    }

    /** Reserves bytes even without room; a negative number releases bytes. */
    void change(long bytes) {
        held.addAndGet(bytes);
        if (bytes > 0) {
            relieve();
        }
    }

    long now() {
        return nanoClock.getAsLong();
    }

    void remove(MemoryShare share) {
        shares.remove(share);
    }
}
