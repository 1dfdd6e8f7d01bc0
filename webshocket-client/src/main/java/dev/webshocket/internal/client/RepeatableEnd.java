package dev.webshocket.internal.client;

import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.session.SessionEnd;

/**
 * Tells which ends of a connection a message or its answer may have caused, whichever side closed. Sent again, the
 * message would end the next connection as well.
 */
final class RepeatableEnd {

    private RepeatableEnd() {}

    /** Tells whether calls in flight may be sent again. */
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
