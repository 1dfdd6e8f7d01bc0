package dev.webshocket.internal.client.socket;

import dev.webshocket.internal.link.CloseStatus;

/** Close codes as the JDK's client knows them. */
final class SendableCode {

    /** What the JDK says where a close frame has no code: RFC 6455, section 7.1.5. */
    static final int NONE = 1005;

    private static final int LAST_OF_THE_PROTOCOL = 2999;

    private SendableCode() {}

    /**
     * Returns the code that stands for one in a close frame. The JDK sends none of those that it uses itself, 1002 and 1007, or
     * has for servers, 1003, 1009 and others; the nearest is 1008, which RFC 6455, section 7.4.1, has for all that has no code of
     * its own. A connection that has broken is closed as one that is left.
     */
    static int of(int code) {
        return switch (code) {
            case CloseStatus.NORMAL, CloseStatus.GOING_AWAY, CloseStatus.UNEXPECTED_CONDITION -> code;
            case CloseStatus.ABNORMAL -> CloseStatus.GOING_AWAY;
            default -> code > LAST_OF_THE_PROTOCOL ? code : CloseStatus.POLICY_VIOLATION;
        };
    }
}
