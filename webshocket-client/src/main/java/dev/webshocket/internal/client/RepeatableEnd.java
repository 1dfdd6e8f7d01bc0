package dev.webshocket.internal.client;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.SessionEnd;

/**
 * Tells which ends of a connection a message may have caused, or the answer to it: sent again, it would end the next
 * connection as well. Whichever side has ended it.
 */
final class RepeatableEnd {

    private RepeatableEnd() {}

    /** Tells whether what was in flight may be sent again. */
    static boolean is(SessionEnd end) {
        return switch (end.code()) {
            case CloseStatus.PROTOCOL_ERROR,
                    CloseStatus.UNSUPPORTED_DATA,
                    CloseStatus.INVALID_DATA,
                    CloseStatus.TOO_BIG -> false;
            default -> true;
        };
    }
}
