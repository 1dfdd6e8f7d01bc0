package dev.webshocket.internal.memory;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * The memory that one connection holds of its application's {@link MemoryBudget}: messages being received, waiting calls, the
 * arguments of running calls, and messages that wait to be sent. Safe for use by any thread, without a lock. The code that
 * takes bytes must release the same number once.
 *
 * <p>The share takes full blocks of {@link #FREE} bytes from the budget. So a connection that holds less is never refused, and
 * most messages do not access shared state.
 */
public final class MemoryShare {

    /** How many bytes a connection may hold outside the budget, and how many it takes from the budget at a time. */
    public static final int FREE = 4096;

    private static final AtomicLongFieldUpdater<MemoryShare> HELD =
            AtomicLongFieldUpdater.newUpdater(MemoryShare.class, "held");
    private static final AtomicLongFieldUpdater<MemoryShare> PINNED =
            AtomicLongFieldUpdater.newUpdater(MemoryShare.class, "pinned");
    private static final AtomicLongFieldUpdater<MemoryShare> SHARED =
            AtomicLongFieldUpdater.newUpdater(MemoryShare.class, "shared");
    private static final AtomicIntegerFieldUpdater<MemoryShare> CUT_OFF =
            AtomicIntegerFieldUpdater.newUpdater(MemoryShare.class, "isCutOff");

    private static final Runnable NOTHING = () -> {};

    private final MemoryBudget budget;
    /** {@link #NOTHING} after the end, so that the share keeps nothing of its connection in memory. */
    private volatile Runnable cutOff;

    private volatile long held;
    /** The bytes that the end of the connection does not release. */
    private volatile long pinned;
    /** The bytes of messages that other connections hold too, which the budget counts once. */
    private volatile long shared;

    /** Since when it has held bytes of the budget, in nanoseconds. */
    private volatile long since;

    private volatile boolean ended;
    /** 1 once the connection has been closed for its memory, else 0. */
    private volatile int isCutOff;

    MemoryShare(MemoryBudget budget, Runnable cutOff) {
        this.budget = budget;
        this.cutOff = cutOff;
    }

    /**
     * Takes bytes.
     *
     * @return false if there is no room, or the connection has been closed for its memory; then none were taken
     */
    public boolean take(long bytes) {
        if (isCutOff != 0) {
            return false;
        }
        long holds = HELD.addAndGet(this, bytes);
        long blocks = blocks(holds, bytes);
        if (blocks == 0 || budget.take(blocks, holds + shared)) {
            return true;
        }
        long left = HELD.addAndGet(this, -bytes);
        // Other threads may have changed the total meanwhile, and so the number of blocks.
        long back = blocks(left + bytes) - blocks(left);
        if (back != blocks) {
            budget.change(blocks - back);
        }
        // The connection may have ended meanwhile.
        removeIfEmpty();
        return false;
    }

    /** Takes bytes that must not be refused. */
    public void charge(long bytes) {
        change(bytes);
    }

    /** Releases bytes that were taken or charged. */
    public void giveBack(long bytes) {
        change(-bytes);
    }

    /**
     * Takes bytes for a call that runs. They are released when the call has ended, even if the connection ends before.
     *
     * @return false if there is no room for them, and none were taken
     */
    public boolean takePinned(long bytes) {
        if (!take(bytes)) {
            return false;
        }
        PINNED.addAndGet(this, bytes);
        return true;
    }

    /** Releases bytes taken by {@link #takePinned}. */
    public void giveBackPinned(long bytes) {
        PINNED.addAndGet(this, -bytes);
        giveBack(bytes);
    }

    /** Takes a share of a message that other connections hold too. Must not be refused. */
    public void hold(SharedBytes message) {
        int length = message.bytes().length;
        if (SHARED.getAndAdd(this, length) == 0) {
            since = budget.now();
        }
        if (message.hold()) {
            budget.change(length);
        }
    }

    /** Releases a shared message. */
    public void letGo(SharedBytes message) {
        int length = message.bytes().length;
        SHARED.addAndGet(this, -length);
        if (message.letGo()) {
            budget.change(-length);
        }
        removeIfEmpty();
    }

    /** Tells whether this many bytes could be taken; another thread may change that at once. */
    public boolean hasRoom(long bytes) {
        long holds = held() + bytes;
        return holds < FREE || budget.hasRoom(bytes, holds);
    }

    /** Returns how many bytes this connection holds, alone or together with others. */
    public long held() {
        return held + shared;
    }

    /**
     * Returns how many bytes closing the connection would release; zero if that has been done, or if it holds no more than it
     * always may.
     */
    long releasable() {
        long bytes = held() - pinned;
        return isCutOff != 0 || bytes < FREE ? 0 : bytes;
    }

    /** Returns for how long it has held bytes of the budget, in nanoseconds. */
    long age(long now) {
        return Math.max(1, now - since);
    }

    void cutOff() {
        if (CUT_OFF.compareAndSet(this, 0, 1)) {
            cutOff.run();
        }
    }

    /** Ends the share of a connection that has ended. The bytes of running calls can be released later. */
    public void end() {
        ended = true;
        cutOff = NOTHING;
        removeIfEmpty();
    }

    private void removeIfEmpty() {
        if (ended && held() == 0) {
            budget.remove(this);
        }
    }

    private void change(long bytes) {
        long holds = HELD.addAndGet(this, bytes);
        long blocks = blocks(holds, bytes);
        if (blocks != 0) {
            budget.change(blocks);
        }
        if (holds == 0) {
            removeIfEmpty();
        }
    }

    /** Returns how many bytes are held outside the budget. */
    long free() {
        return Math.floorMod(held, FREE);
    }

    /** Returns how many bytes of the budget a change takes. */
    private long blocks(long holds, long bytes) {
        long before = blocks(holds - bytes);
        long after = blocks(holds);
        if (before == 0 && after > 0) {
            since = budget.now();
        }
        return after - before;
    }

    private static long blocks(long bytes) {
        return Math.floorDiv(bytes, FREE) * FREE;
    }
}
