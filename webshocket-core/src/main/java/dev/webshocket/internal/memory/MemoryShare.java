package dev.webshocket.internal.memory;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * The memory that one connection holds of its application's {@link MemoryBudget}: messages being received, waiting calls,
 * the arguments of running calls, and messages that wait to be sent. Safe for use by any thread, without a lock. Whoever takes
 * bytes gives the same number back, once.
 *
 * <p>The share takes full blocks of {@link #FREE} bytes from the budget. So a connection that holds less never finds the budget
 * used up, and most messages do not touch memory that all connections share.
 */
public final class MemoryShare {

    /** How many bytes a connection holds without a word from the budget; so many are taken of it at a time. */
    public static final int FREE = 4096;

    private static final AtomicLongFieldUpdater<MemoryShare> HELD =
            AtomicLongFieldUpdater.newUpdater(MemoryShare.class, "held");
    private static final AtomicLongFieldUpdater<MemoryShare> PINNED =
            AtomicLongFieldUpdater.newUpdater(MemoryShare.class, "pinned");
    private static final AtomicLongFieldUpdater<MemoryShare> SHARED =
            AtomicLongFieldUpdater.newUpdater(MemoryShare.class, "shared");
    private static final AtomicIntegerFieldUpdater<MemoryShare> CUT_OFF =
            AtomicIntegerFieldUpdater.newUpdater(MemoryShare.class, "isCutOff");

    private final MemoryBudget budget;
    private final Runnable cutOff;
    private volatile long held;
    /** The bytes held that the end of the connection does not give back. */
    private volatile long pinned;
    /** The bytes of messages that other connections hold too, which the budget counts once. */
    private volatile long shared;

    /** Since when it has held something of the budget, in nanoseconds; for those who look for the slowest. */
    private volatile long since;

    private volatile boolean ended;
    /** 1 once the connection has been cut off, else 0. */
    private volatile int isCutOff;

    MemoryShare(MemoryBudget budget, Runnable cutOff) {
        this.budget = budget;
        this.cutOff = cutOff;
    }

    /**
     * Takes bytes.
     *
     * @return false if there is no room for them, or the connection has been cut off, and none were taken
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
        // What others have taken or given back meanwhile may have moved the limits of the blocks.
        long back = blocks(left + bytes) - blocks(left);
        if (back != blocks) {
            budget.change(blocks - back);
        }
        return false;
    }

    /** Takes bytes that must not be refused. */
    public void charge(long bytes) {
        change(bytes);
    }

    /** Gives back bytes that were taken or charged. */
    public void giveBack(long bytes) {
        change(-bytes);
    }

    /**
     * Takes bytes for a call that runs. They come back when it has ended, whatever becomes of the connection.
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

    /** Gives back what was taken by {@link #takePinned}. */
    public void giveBackPinned(long bytes) {
        PINNED.addAndGet(this, -bytes);
        giveBack(bytes);
    }

    /** Holds a message together with other connections. It must not be refused. */
    public void hold(SharedBytes message) {
        int length = message.bytes().length;
        if (SHARED.getAndAdd(this, length) == 0) {
            since = budget.now();
        }
        if (message.hold()) {
            budget.change(length);
        }
    }

    /** Lets a message go that it held. */
    public void letGo(SharedBytes message) {
        int length = message.bytes().length;
        SHARED.addAndGet(this, -length);
        if (message.letGo()) {
            budget.change(-length);
        }
        removeIfEmpty();
    }

    /** Tells whether so many bytes would be given, which another thread may change at once. */
    public boolean hasRoom(long bytes) {
        long holds = held() + bytes;
        return holds < FREE || budget.hasRoom(bytes, holds);
    }

    /** Returns how many bytes this connection holds, alone or together with others. */
    public long held() {
        return held + shared;
    }

    /**
     * Returns how many bytes would come back if the connection were cut off; none where it has been, and where it holds no
     * more than it always may.
     */
    long releasable() {
        long bytes = held() - pinned;
        return isCutOff != 0 || bytes < FREE ? 0 : bytes;
    }

    /** Tells for how long it has held something, in nanoseconds. */
    long age(long now) {
        return Math.max(1, now - since);
    }

    void cutOff() {
        if (CUT_OFF.compareAndSet(this, 0, 1)) {
            cutOff.run();
        }
    }

    /** Ends the share of a connection that has ended. What it still holds for calls that run can be given back later. */
    public void end() {
        ended = true;
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

    /** Returns how many bytes are held that are not taken of the budget. */
    long free() {
        return Math.floorMod(held, FREE);
    }

    /** Returns how much a change by so many bytes takes of the budget. */
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
