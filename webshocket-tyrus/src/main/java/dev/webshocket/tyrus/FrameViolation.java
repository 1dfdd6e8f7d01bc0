package dev.webshocket.tyrus;

import dev.webshocket.internal.link.CloseStatus;

/** A violation of the protocol by a client, with the close status of the connection. */
final class FrameViolation extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient CloseStatus status;

    private FrameViolation(CloseStatus status) {
        // No stack trace: any client could cause its cost at will.
        super(status.reason(), null, false, false);
        this.status = status;
    }

    /** Creates a violation of RFC 6455. */
    static FrameViolation protocol(String fault) {
        return new FrameViolation(new CloseStatus(CloseStatus.PROTOCOL_ERROR, fault));
    }

    /** Creates a violation for text that is not UTF-8. */
    static FrameViolation notUtf8() {
        return new FrameViolation(new CloseStatus(CloseStatus.INVALID_DATA, "text is not UTF-8"));
    }

    CloseStatus status() {
        return status;
    }
}
