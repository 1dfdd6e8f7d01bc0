package dev.webshocket.internal.client.socket;

import dev.webshocket.internal.link.CloseStatus;

/** Maps close codes to those that the JDK's client can send. */
final class SendableCode {

    /** The JDK's code for a close frame without one: RFC 6455, section 7.1.5. */
    static final int NONE = 1005;

    private static final int LAST_OF_THE_PROTOCOL = 2999;

    private SendableCode() {}

    /**
     * Returns the code to send for a status. The JDK refuses to send 1002 and 1007, which it uses itself, and the codes
     * of servers, 1003, 1009 and others. The nearest is 1008, the generic code of RFC 6455, section 7.4.1. A broken
     * connection is closed as going away.
     */
    static int of(int code) {
        return switch (code) {
            case CloseStatus.NORMAL, CloseStatus.GOING_AWAY, CloseStatus.UNEXPECTED_CONDITION -> code;
            case CloseStatus.ABNORMAL -> CloseStatus.GOING_AWAY;
            default -> code > LAST_OF_THE_PROTOCOL ? code : CloseStatus.POLICY_VIOLATION;
        };
    }
}
