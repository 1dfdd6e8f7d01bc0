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
 * Bounds how many bytes the connections of one application hold together. Safe for use by any thread; taking and giving
 * back use no lock.
 *
 * <p>Two rules keep one client from using up what others need. A connection is given more only as long as it then holds no
 * more than is still free, so that what remains is divided fairly. And when less than a sixteenth is free, connections are cut off until an eighth is, those first that hold
 * most for longest (bytes times seconds): a client that sends little and reads what it gets is served whatever others do.
 *
 * <p>What must not be refused, such as the answer to a call that has run, is taken even beyond the bound, and then others
 * are cut off for it.
 */
public final class MemoryBudget {

    /** The pause after a search that did not free enough, since each search looks at all connections. */
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
     * @param upkeep cuts connections off
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
     * Makes the share of a connection, which holds nothing.
     *
     * @param cutOff ends the connection, so that it gives back all but what running calls need; run by the executor
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
     * Cuts off who has held most for longest if too little is free. Called periodically, and whenever much has been taken.
     * Never throws for want of a thread: what has been taken by then is to be given back by who has taken it.
     */
    public void relieve() {
        if (held.get() <= bound - bound / 16 || now() - vain < PAUSE_NANOS || !relieving.compareAndSet(false, true)) {
            return;
        }
        Claim claim = new Claim();
        try {
            upkeep.execute(claim.guard(this::cutOffSlowest));
        } catch (RejectedExecutionException | Error e) {
            // The platform has shut its threads down, and all connections are about to end; or it can start none for
            // now, and
            // the next one tries again.
            if (claim.take()) {
                relieving.set(false);
            }
        }
    }

    /**
     * What a connection held when it was looked at.
     *
     * @param bytes that would come back
     * @param weight these bytes and the time for which it has held some
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
     * Takes bytes for a share, if there is room for them.
     *
     * @param bytes what to take
     * @param holds what the share then holds
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

    /** Tells whether a share that then held so much would be given it. */
    boolean hasRoom(long bytes, long holds) {
        return holds <= bound - held.get() - bytes;
    }

    /** Takes bytes whether there is room or not, or gives them back where they are less than zero. */
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
