package dev.webshocket.internal.rpc;

import dev.webshocket.internal.memory.MemoryShare;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * What waits in a lane, in the order it came, and the bytes of the messages that it came in. Guarded by the lane's lock, but for
 * what needs none.
 */
final class WaitingTasks {

    /** About what the objects of a call that waits take beside its message. */
    private static final int OVERHEAD = 512;

    private record Entry(Runnable task, int size) {

        /** Returns what it takes of the application's memory; what ends a connection finds room in any case. */
        static long cost(int size) {
            return size == 0 ? 0 : (long) size + OVERHEAD;
        }
    }

    private final LaneBounds bounds;
    private final MemoryShare memory;
    /** What has yet to take its turn. */
    private final Queue<Entry> waiting = new ArrayDeque<>();
    /** How many these are, written with them, for who has not the lock. */
    private volatile int turns;
    /** Calls that have had their turn but found too many beside them. */
    private final Queue<Entry> aside = new ArrayDeque<>();
    /** What all of these came in. */
    private long bytes;

    WaitingTasks(LaneBounds bounds, MemoryShare memory) {
        this.bounds = bounds;
        this.memory = memory;
    }

    /** Tells whether a message of this size is too much. Where nothing waits the application's memory decides alone. */
    boolean isFull(int size) {
        return waiting.size() + aside.size() >= bounds.waiting()
                || (bytes > 0 && bytes + size > bounds.bytes())
                || !hasMemory(size);
    }

    /** Tells whether the application has memory for a message of this size. Needs no lock. */
    boolean hasMemory(int size) {
        return size == 0 || memory.hasRoom(Entry.cost(size));
    }

    /** Tells whether nothing has yet to take its turn. Needs no lock. */
    boolean isEmpty() {
        return turns == 0;
    }

    /** Tells whether who waits for room is to be woken, which is not for a single place. */
    boolean hasDrained() {
        return waiting.isEmpty() || (waiting.size() <= bounds.waiting() / 2 && bytes <= bounds.bytes() / 2);
    }

    /**
     * Adds a task.
     *
     * @return false if another connection has taken the last memory meanwhile, and it was not added
     */
    boolean add(Runnable task, int size) {
        if (!charge(size)) {
            return false;
        }
        waiting.add(new Entry(task, size));
        turns = waiting.size();
        return true;
    }

    /** Returns what has the next turn; null if there is nothing. */
    Runnable peek() {
        Entry first = waiting.peek();
        return first == null ? null : first.task();
    }

    /** Takes what has the turn out. */
    Runnable take() {
        Runnable task = take(waiting);
        turns = waiting.size();
        return task;
    }

    /** Lets what is behind the call that has the turn pass it. */
    void setAside() {
        aside.add(waiting.remove());
        turns = waiting.size();
    }

    /** Returns the call that has waited aside for longest; null if there is none. */
    Call peekAside() {
        Entry first = aside.peek();
        return first == null ? null : (Call) first.task();
    }

    /** Takes that call out. */
    void takeAside() {
        take(aside);
    }

    private Runnable take(Queue<Entry> entries) {
        Entry entry = entries.remove();
        giveBack(entry);
        return entry.task();
    }

    void remove(Call call) {
        remove(call, waiting);
        turns = waiting.size();
        remove(call, aside);
    }

    private void remove(Call call, Queue<Entry> entries) {
        entries.removeIf(entry -> {
            boolean found = entry.task() == call;
            if (found) {
                giveBack(entry);
            }
            return found;
        });
    }

    void clear() {
        waiting.forEach(this::giveBack);
        waiting.clear();
        turns = 0;
        aside.forEach(this::giveBack);
        aside.clear();
    }

    private boolean charge(int size) {
        boolean charged = size == 0 || memory.take(Entry.cost(size));
        bytes += charged ? size : 0;
        return charged;
    }

    private void giveBack(Entry entry) {
        bytes -= entry.size();
        memory.giveBack(Entry.cost(entry.size()));
    }

    /** Returns the calls; those that wait aside have come first. */
    Stream<Call> calls() {
        return Stream.concat(aside.stream(), waiting.stream())
                .map(Entry::task)
                .filter(Call.class::isInstance)
                .map(Call.class::cast);
    }
}
