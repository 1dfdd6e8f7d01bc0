package dev.webshocket.internal.rpc;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.Stream;

/** What waits in a lane, in the order it came, and the bytes of the messages that it came in. Guarded by the lane's lock. */
final class WaitingTasks {

    private record Entry(Runnable task, int size) {}

    private final LaneBounds bounds;
    /** What has yet to take its turn. */
    private final Queue<Entry> waiting = new ArrayDeque<>();
    /** Calls that have had their turn but found too many beside them. */
    private final Queue<Entry> aside = new ArrayDeque<>();
    /** What all of these came in. */
    private long bytes;

    WaitingTasks(LaneBounds bounds) {
        this.bounds = bounds;
    }

    /** Tells whether a message of this size is too much. Where nothing waits none is. */
    boolean isFull(int size) {
        return waiting.size() + aside.size() >= bounds.waiting() || (bytes > 0 && bytes + size > bounds.bytes());
    }

    /** Tells whether who waits for room is to be woken, which is not for a single place. */
    boolean hasDrained() {
        return waiting.isEmpty() || (waiting.size() <= bounds.waiting() / 2 && bytes <= bounds.bytes() / 2);
    }

    void add(Runnable task, int size) {
        waiting.add(new Entry(task, size));
        bytes += size;
    }

    /** Returns what has the next turn; null if there is nothing. */
    Runnable peek() {
        Entry first = waiting.peek();
        return first == null ? null : first.task();
    }

    /** Takes what has the turn out. */
    Runnable take() {
        return take(waiting);
    }

    /** Lets what is behind the call that has the turn pass it. */
    void setAside() {
        aside.add(waiting.remove());
    }

    /** Takes the call out that has waited aside for longest; null if there is none. */
    Call takeAside() {
        return aside.isEmpty() ? null : (Call) take(aside);
    }

    private Runnable take(Queue<Entry> entries) {
        Entry entry = entries.remove();
        bytes -= entry.size();
        return entry.task();
    }

    void remove(Call call) {
        remove(call, waiting);
        remove(call, aside);
    }

    private void remove(Call call, Queue<Entry> entries) {
        entries.removeIf(entry -> {
            boolean found = entry.task() == call;
            bytes -= found ? entry.size() : 0;
            return found;
        });
    }

    void clear() {
        waiting.clear();
        aside.clear();
        bytes = 0;
    }

    /** Returns the calls; those that wait aside have come first. */
    Stream<Call> calls() {
        return Stream.concat(aside.stream(), waiting.stream())
                .map(Entry::task)
                .filter(Call.class::isInstance)
                .map(Call.class::cast);
    }
}
