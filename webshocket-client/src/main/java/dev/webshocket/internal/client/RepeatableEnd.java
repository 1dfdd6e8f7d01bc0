package dev.webshocket.internal.client;

import dev.webshocket.internal.session.SessionEnd;

/**
 * Tells which ends of a connection a message may have caused, or the answer to it: sent again, it would end the next
 * connection as well. Whichever side has ended it.
 */
final class RepeatableEnd {

    private static final int PROTOCOL_ERROR = 1002;
    private static final int CANNOT_ACCEPT = 1003;
    private static final int NOT_CONSISTENT = 1007;
    private static final int TOO_BIG = 1009;

    private RepeatableEnd() {}

    /** Tells whether what was in flight may be sent again. */
    static boolean is(SessionEnd end) {
        return switch (end.code()) {
            case PROTOCOL_ERROR, CANNOT_ACCEPT, NOT_CONSISTENT, TOO_BIG -> false;
            default -> true;
        };
    }
}
