package dev.webshocket.internal.recovery;

import dev.webshocket.internal.recovery.RecoveringClient.Gap;
import dev.webshocket.internal.recovery.RecoveringClient.Message;
import dev.webshocket.spi.extension.LogEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** What is on its way to the client of a {@link RecoveryWorld} in one session. For one thread. */
final class SessionQueue implements RecoveryOutput {

    private static final int ROOM = 4;

    private final BooleanSupplier unbounded;
    private final Function<LogEntry, Message> messages;
    private final Function<List<String>, Gap> gaps;
    private final Deque<Object> frames = new ArrayDeque<>();
    private final List<Runnable> waiters = new ArrayList<>();

    /**
     * Makes an empty queue.
     *
     * @param unbounded tells whether there is room for any number
     * @param messages returns the message of an entry
     * @param gaps makes the gap of subscriptions
     */
    SessionQueue(BooleanSupplier unbounded, Function<LogEntry, Message> messages, Function<List<String>, Gap> gaps) {
        this.unbounded = unbounded;
        this.messages = messages;
        this.gaps = gaps;
    }

    @Override
    public boolean hasRoom() {
        return unbounded.getAsBoolean() || frames.size() < ROOM;
    }

    @Override
    public boolean whenRoom(Runnable action) {
        if (hasRoom()) {
            return false;
        }
        waiters.add(action);
        return true;
    }

    @Override
    public void send(LogEntry entry) {
        frames.add(messages.apply(entry));
    }

    @Override
    public void gap(List<String> texts) {
        if (texts.stream().anyMatch(text -> text.startsWith("p."))) {
            throw new AssertionError("a gap of the latest only: " + texts);
        }
        frames.addFirst(gaps.apply(texts));
    }

    void add(Message message) {
        frames.add(message);
    }

    void addFirst(Gap gap) {
        frames.addFirst(gap);
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** Takes the next message or gap; null for none. */
    Object poll() {
        return frames.poll();
    }

    /** Runs what has waited for room, if there is some. */
    void wake() {
        if (frames.size() < ROOM) {
            List<Runnable> woken = List.copyOf(waiters);
            waiters.clear();
            woken.forEach(Runnable::run);
        }
    }
}
