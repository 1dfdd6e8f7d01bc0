package dev.webshocket.internal.calls;

import dev.webshocket.packet.RpcResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls that this side has sent and that are not answered. Whoever takes a call out ends it. Safe for use by any thread, without
 * a lock; nobody but the sender bounds how many there are.
 */
public final class CallTable {

    private final Map<String, OutgoingCall> calls = new ConcurrentHashMap<>();

    /** Adds a call that is about to be sent. */
    public void add(OutgoingCall call) {
        calls.put(call.id(), call);
    }

    /** Takes a call out; false where it is not there. */
    public boolean remove(OutgoingCall call) {
        return calls.remove(call.id(), call);
    }

    /** Takes all calls out, in the order of their numbers. */
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

    /**
     * Hands an answer to its call; an answer without a waiting call is dropped.
     *
     * @param bytes how long the message was
     */
    public void answered(RpcResponse response, int bytes) {
        OutgoingCall call = calls.get(response.callId());
        if (call == null) {
            return;
        }
        if (!response.stream() || response.end()) {
            // Before anybody hears of the answer, so that who does finds nothing of the call.
            remove(call);
        }
        // Whoever ends it otherwise takes it out, and by that knows that the other side is to be told.
        call.answered(response, bytes);
    }
}
