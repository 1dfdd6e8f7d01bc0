package dev.webshocket.tyrus;

import dev.webshocket.internal.link.CloseStatus;

/** Says that a client breaks the protocol, and with which close frame the connection ends. */
final class FrameViolation extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient CloseStatus status;

    private FrameViolation(CloseStatus status) {
        // Without a stack trace, which any client could have made as often as it likes.
        super(status.reason(), null, false, false);
        this.status = status;
    }

    /** Makes one for what RFC 6455 forbids. */
    static FrameViolation protocol(String fault) {
        return new FrameViolation(new CloseStatus(CloseStatus.PROTOCOL_ERROR, fault));
    }

    /** Makes one for text that is not UTF-8. */
    static FrameViolation notUtf8() {
        return new FrameViolation(new CloseStatus(CloseStatus.INVALID_DATA, "text is not UTF-8"));
    }

    CloseStatus status() {
        return status;
    }
}
