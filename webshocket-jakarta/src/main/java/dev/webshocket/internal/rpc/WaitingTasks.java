package dev.webshocket.internal.rpc;

import dev.webshocket.internal.memory.LinkedQueue;
import dev.webshocket.internal.memory.MemoryShare;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The tasks that wait in a lane, in the order received, and the bytes of their messages. Guarded by the lane's lock, except the
 * methods that say otherwise.
 */
final class WaitingTasks {

    /** The approximate memory of a waiting call beside its message, in bytes. */
    private static final int OVERHEAD = 512;

    /** How many messages more may arrive before a link has stopped reading. */
    private static final int LATE = 64;

    private static final class Entry extends LinkedQueue.Element<Entry> {

        private final Runnable task;
        private final int size;

        Entry(Runnable task, int size) {
            this.task = task;
            this.size = size;
        }

        Runnable task() {
            return task;
        }

        int size() {
            return size;
        }

        /**
         * Returns the bytes to reserve of the application's memory; zero for a task without a message, for which there must
         * be room.
         */
        static long cost(int size) {
            return size == 0 ? 0 : (long) size + OVERHEAD;
        }
    }

    private final LaneBounds bounds;
    private final MemoryShare memory;
    /** The tasks whose turn has not come. */
    private final LinkedQueue<Entry> waiting = new LinkedQueue<>();

    private int turns;
    /** Whether a task waits; written under the lock, read without it. */
    private volatile boolean busy;
    /** The calls whose turn has come while too many run beside the lane. */
    private final LinkedQueue<Entry> aside = new LinkedQueue<>();

    private int asides;
    /** The bytes of the messages of all of them. */
    private long bytes;

    WaitingTasks(LaneBounds bounds, MemoryShare memory) {
        this.bounds = bounds;
        this.memory = memory;
    }

    /** Tells whether there is no room for a message of this size. If no task waits, only the application's memory counts. */
    boolean isFull(int size) {
        return count() >= bounds.waiting() || (bytes > 0 && bytes + size > bounds.bytes()) || !hasMemory(size);
    }

    /** Tells whether the bounds of the lane have been reached, so that it should get no further message of any size. */
    boolean isExhausted() {
        return count() >= bounds.waiting() || bytes >= bounds.bytes();
    }

    /** Tells whether twice the bounds have been reached, for a lane that has just stopped reading. */
    boolean isOverfull() {
        return count() >= 2 * bounds.waiting() + LATE || bytes >= 2L * bounds.bytes();
    }

    private int count() {
        return turns + asides;
    }

    /** Tells whether the application has memory for a message of this size. Needs no lock. */
    boolean hasMemory(int size) {
        return size == 0 || memory.hasRoom(Entry.cost(size));
    }

    /** Tells whether no task waits for its turn. Needs no lock. */
    boolean isEmpty() {
        return !busy;
    }

    /** Tells whether at least a sixteenth of the room is free, for a thread that is held only for a moment. */
    boolean hasSomeRoom() {
        return count() <= bounds.waiting() - Math.max(1, bounds.waiting() / 16)
                && bytes <= bounds.bytes() - bounds.bytes() / 16;
    }

    /** Tells whether at least half of the room is free, so that it is worth waking a sender. */
    boolean hasDrained() {
        return count() <= bounds.waiting() / 2 && bytes <= bounds.bytes() / 2;
    }

    /**
     * Adds a task.
     *
     * @return false if another connection has taken the last memory meanwhile; the task was then not added
     */
    boolean add(Runnable task, int size) {
        if (size != 0 && !memory.take(Entry.cost(size))) {
            return false;
        }
        bytes += size;
        waiting.add(new Entry(task, size));
        turns++;
        busy = true;
        return true;
    }

    /** Returns the task whose turn is next, which stays; null if there is none. */
    Runnable peek() {
        Entry first = waiting.peek();
        return first == null ? null : first.task();
    }

    /** Removes the task whose turn has come. */
    void take() {
        removedFromTurns(waiting.poll());
    }

    /** Moves the call whose turn has come aside, so that later calls pass it. */
    void setAside() {
        aside.add(waiting.poll());
        asides++;
        turns--;
        busy = turns > 0;
    }

    /** Returns the call that has waited aside for longest, which stays; null if there is none. */
    Call peekAside() {
        Entry first = aside.peek();
        return first == null ? null : (Call) first.task();
    }

    /** Removes that call. */
    void takeAside() {
        removedFromAside(aside.poll());
    }

    void remove(Call call) {
        waiting.removeIf(entry -> entry.task() == call, this::removedFromTurns);
        aside.removeIf(entry -> entry.task() == call, this::removedFromAside);
    }

    void clear() {
        waiting.removeIf(entry -> true, this::removedFromTurns);
        aside.removeIf(entry -> true, this::removedFromAside);
    }

    private void removedFromTurns(Entry entry) {
        turns--;
        busy = turns > 0;
        giveBack(entry);
    }

    private void removedFromAside(Entry entry) {
        asides--;
        giveBack(entry);
    }

    private void giveBack(Entry entry) {
        bytes -= entry.size();
        memory.giveBack(Entry.cost(entry.size()));
    }

    /** Returns the calls; those aside first. */
    Stream<Call> calls() {
        return Stream.concat(stream(aside), stream(waiting))
                .map(Entry::task)
                .filter(Call.class::isInstance)
                .map(Call.class::cast);
    }

    private static Stream<Entry> stream(LinkedQueue<Entry> entries) {
        return StreamSupport.stream(entries.spliterator(), false);
    }
}
