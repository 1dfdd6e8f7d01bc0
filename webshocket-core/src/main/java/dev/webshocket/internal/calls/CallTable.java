package dev.webshocket.internal.calls;

import dev.webshocket.packet.RpcResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The calls that this side has sent and that are not answered. The thread that removes a call ends it. Safe for use by any
 * thread, without a lock. The caller bounds the number of calls.
 */
public final class CallTable {

    private final Map<String, OutgoingCall> calls = new ConcurrentHashMap<>();

    /** Adds a call that is about to be sent. */
    public void add(OutgoingCall call) {
        calls.put(call.id(), call);
    }

    /** Removes a call; returns false if it is not in the table. */
    public boolean remove(OutgoingCall call) {
        return calls.remove(call.id(), call);
    }

    /** Removes all calls, in the order of their numbers. */
    public List<OutgoingCall> takeAll() {
        List<OutgoingCall> taken = new ArrayList<>(calls.values());
        taken.removeIf(call -> !remove(call));
        taken.sort(Comparator.comparingLong(OutgoingCall::number));
        return taken;
    }

    /** Returns how many calls there are. */
    public int size() {
        return calls.size();
    }

    /** Tells whether a call with an id waits for its answer. */
    public boolean awaits(Object id) {
        return calls.containsKey(id);
    }

    /**
     * Fails a call whose answer cannot be used; has no effect without a waiting call.
     *
     * @param failure creates the failure
     */
    public void fail(Object id, Function<OutgoingCall, ? extends RuntimeException> failure) {
        OutgoingCall call = calls.remove(id);
        if (call != null) {
            call.failed(() -> failure.apply(call));
        }
    }

    /**
     * Passes an answer to its call; an answer without a waiting call is dropped.
     *
     * @param bytes how long the message was
     */
    public void answered(RpcResponse response, int bytes) {
        OutgoingCall call = calls.get(response.callId());
        if (call == null) {
            return;
        }
        if (!response.stream() || response.end()) {
            // First, so that code that gets the answer no longer finds the call here.
            remove(call);
        }
        // A call that ends otherwise is removed here; if it was still in the table, the other side must be told.
        call.answered(response, bytes);
    }
}
