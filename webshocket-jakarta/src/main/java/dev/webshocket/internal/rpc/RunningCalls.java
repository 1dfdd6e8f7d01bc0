package dev.webshocket.internal.rpc;

import dev.webshocket.internal.session.Sender;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The calls of one connection whose turn has come, and what their values take. Guarded by the lane's lock, but for the call that
 * holds the lane, which belongs to who has the lane.
 */
final class RunningCalls {

    private final LaneBounds bounds;
    private final Set<Call> beside = new LinkedHashSet<>();
    /** What the values of those beside the lane take at most. */
    private long bytes;

    private volatile Call holder;
    private Runnable whenNoneBeside;
    /** Whether those that wait aside are told when the outbound queue has room. */
    private boolean awaitsOutbound;

    RunningCalls(LaneBounds bounds) {
        this.bounds = bounds;
    }

    /** Tells whether a call may start: the lane is free for one that holds it, and beside it there is room. */
    boolean hasRoom(Call call) {
        return call.holdsLane()
                || beside.isEmpty()
                || (beside.size() < bounds.concurrent()
                        && bytes + call.resources().valueBytes() <= bounds.valueBytes());
    }

    /** Takes note of the call that holds the lane. */
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
            beside.add(call);
            bytes += call.resources().valueBytes();
        }
    }

    /**
     * Adds those that have waited aside and that there is room for, and none while the outbound queue is full: it is the
     * queue that bounds what their answers take.
     *
     * @param whenRoom runs when the queue has room again, if one has to wait for that
     * @return what was added
     */
    List<Call> addFrom(WaitingTasks waiting, Sender outbound, Runnable whenRoom) {
        List<Call> added = new ArrayList<>(1);
        for (Call aside = waiting.peekAside(); aside != null && hasRoom(aside); aside = waiting.peekAside()) {
            awaitsOutbound = awaitsOutbound || outbound.whenRoom(whenRoom);
            if (awaitsOutbound || outbound.isClosed()) {
                // Where it is closed, the lane is about to be ended.
                break;
            }
            waiting.takeAside();
            add(aside);
            added.add(aside);
        }
        return added;
    }

    /** Takes note that the outbound queue has room again. */
    void outboundHasRoom() {
        awaitsOutbound = false;
    }

    /** Frees the lane, as whatever had its turn has ended or goes on beside it. */
    void freeLane() {
        holder = null;
    }

    /** Takes out a call that runs beside the lane; tells whether it was there. */
    boolean remove(Call call) {
        boolean found = beside.remove(call);
        bytes -= found ? call.resources().valueBytes() : 0;
        return found;
    }

    /**
     * Keeps an action for when no call runs beside the lane any more, in place of any other.
     *
     * @param action null for none
     * @return false if none does now, and nothing was kept
     */
    boolean whenNoneBeside(Runnable action) {
        whenNoneBeside = beside.isEmpty() ? null : action;
        return !beside.isEmpty();
    }

    /** Takes that action out where no call runs beside the lane now; null where there is none. */
    Runnable takeWhenNoneBeside() {
        Runnable action = beside.isEmpty() ? whenNoneBeside : null;
        whenNoneBeside = action == null ? whenNoneBeside : null;
        return action;
    }

    Stream<Call> stream() {
        return Stream.concat(Stream.ofNullable(holder), beside.stream());
    }
}
