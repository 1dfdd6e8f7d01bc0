package dev.webshocket.internal.rpc;

import dev.webshocket.internal.session.Sender;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The calls of one connection whose turn has come, and the memory of their values. Guarded by the lane's lock, except the call that
 * holds the lane, which the owner of the lane sets.
 */
final class RunningCalls {

    private final LaneBounds bounds;
    /** Made with the first call. */
    private Set<Call> beside = Set.of();
    /** How many of them have no bound of their own. */
    private int counted;
    /** The memory of the values of the calls beside the lane, at most. */
    private long bytes;

    private volatile Call holder;
    /** The call that holds the lane and will leave it once there is room beside it; null for none. */
    private Call leaving;
    /** Whether a call that is not large would find room beside the lane, and none waits for that; read without the lock. */
    private volatile boolean open = true;

    private Runnable whenNoneBeside;
    /** Whether an action is registered that starts waiting calls when the outbound queue has room. */
    private boolean awaitsOutbound;

    RunningCalls(LaneBounds bounds) {
        this.bounds = bounds;
    }

    /** Tells whether a call may start: if it holds the lane, the lane must be free; if not, there must be room beside it. */
    boolean hasRoom(Call call) {
        long valueBytes = call.resources().valueBytes();
        return call.holdsLane()
                || (call.hasCredit() ? beside.isEmpty() || fits(valueBytes) : hasRoomBeside(valueBytes));
    }

    /** Tells so for a call without a bound of its own. One with large arguments waits for others, but not for streams. */
    private boolean hasRoomBeside(long valueBytes) {
        return counted == 0 || (counted < bounds.concurrent() && fits(valueBytes));
    }

    private boolean fits(long valueBytes) {
        return bytes + valueBytes <= bounds.valueBytes();
    }

    /**
     * Tells whether a call that is not large has room beside the lane. For the owner of the lane, without the lock: only the
     * owner takes that room.
     */
    boolean isOpen() {
        return open;
    }

    /** Records that a call waits for room beside the lane. */
    void close() {
        open = false;
    }

    /** Records the call that holds the lane. */
    void hold(Call call) {
        holder = call;
    }

    /** Returns the call that holds the lane; null for none. */
    Call holder() {
        return holder;
    }

    void add(Call call) {
        if (call.holdsLane()) {
            hold(call);
        } else {
            addBeside(call);
        }
    }

    /** Adds a call that runs beside the lane. */
    void addBeside(Call call) {
        if (!(beside instanceof LinkedHashSet)) {
            beside = new LinkedHashSet<>(4);
        }
        beside.add(call);
        counted += call.hasCredit() ? 0 : 1;
        bytes += call.resources().valueBytes();
        call.setBeside();
        open = open && hasRoomBeside(LargeCalls.LARGE);
    }

    /**
     * Lets a call that holds the lane leave it: now, or when there is room beside it.
     *
     * @return whether it has left; false for a call that does not hold the lane
     */
    @SuppressWarnings("ReferenceEquality") // calls have no other equality
    boolean leave(Call held) {
        if (held != holder) {
            return false;
        }
        if (!hasRoomBeside(held.resources().valueBytes())) {
            leaving = held;
            return false;
        }
        addBeside(held);
        held.setLeftLane();
        holder = null;
        return true;
    }

    /** Lets the call that waits to leave the lane do so, if there is room now; returns whether one has left. */
    boolean leaveIfRoom() {
        Call held = leaving;
        leaving = null;
        return held != null && leave(held);
    }

    /** Lets a call keep the lane, if it has not left it. */
    @SuppressWarnings("ReferenceEquality")
    void stay(Call held) {
        leaving = held == leaving ? null : leaving;
    }

    /**
     * Adds the calls that wait aside, as far as there is room; none while the outbound queue is full, which bounds the memory
     * of their answers.
     *
     * @param whenRoom runs when the queue has room again, if a call has to wait for that
     * @return the calls that were added
     */
    List<Call> addFrom(WaitingTasks waiting, Sender outbound, Runnable whenRoom) {
        List<Call> added = new ArrayList<>(1);
        for (Call aside = waiting.peekAside(); aside != null && hasRoom(aside); aside = waiting.peekAside()) {
            awaitsOutbound = awaitsOutbound || outbound.whenRoom(whenRoom);
            if (awaitsOutbound || outbound.isClosed()) {
                // If it is closed, the lane is about to end.
                break;
            }
            waiting.takeAside();
            addBeside(aside);
            added.add(aside);
        }
        open = waiting.peekAside() == null && hasRoomBeside(LargeCalls.LARGE);
        return added;
    }

    /** Records that the outbound queue has room again. */
    void outboundHasRoom() {
        awaitsOutbound = false;
    }

    /** Frees the lane: its task has ended or runs beside it. */
    void freeLane() {
        holder = null;
    }

    /** Removes a call that runs beside the lane; returns whether it was there. */
    boolean remove(Call call) {
        boolean found = !beside.isEmpty() && beside.remove(call);
        counted -= found && !call.hasCredit() ? 1 : 0;
        bytes -= found ? call.resources().valueBytes() : 0;
        return found;
    }

    /**
     * Sets the action that runs after the last call beside the lane has ended, replacing any other.
     *
     * @param action null for none
     * @return false if no call runs beside the lane, and the action was not kept
     */
    boolean whenNoneBeside(Runnable action) {
        whenNoneBeside = beside.isEmpty() ? null : action;
        return !beside.isEmpty();
    }

    /** Removes and returns that action if no call runs beside the lane; null otherwise. */
    Runnable takeWhenNoneBeside() {
        Runnable action = beside.isEmpty() ? whenNoneBeside : null;
        whenNoneBeside = action == null ? whenNoneBeside : null;
        return action;
    }

    Stream<Call> stream() {
        return Stream.concat(Stream.ofNullable(holder), beside.stream());
    }
}
