package dev.webshocket.packet;

import java.util.Objects;

/** What may be the id of a call. */
final class CallId {

    private CallId() {}

    static void check(Object callId) {
        Objects.requireNonNull(callId, "callId");
        if (!(callId instanceof String || callId instanceof Number)) {
            throw new IllegalArgumentException("a call's id is a string or a number, not a " + callId.getClass());
        }
    }

    /** Checks that a message is about either a call or a stream. */
    static void checkOneOf(Object callId, String stream) {
        if (stream == null) {
            check(callId);
        } else if (callId != null) {
            throw new IllegalArgumentException("either a call or a stream, not both");
        }
    }
}
