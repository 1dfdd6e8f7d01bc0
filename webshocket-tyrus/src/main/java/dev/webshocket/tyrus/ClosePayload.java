package dev.webshocket.tyrus;

import dev.webshocket.internal.link.CloseStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads and writes the payload of a close frame: RFC 6455, sections 5.5.1 and 7.4. Stateless. */
final class ClosePayload {

    private ClosePayload() {}

    /**
     * Reads a client's close payload.
     *
     * @return its code and reason; 1000 if it has no code
     * @throws FrameViolation if a client may not send this
     */
    static CloseStatus read(byte[] payload) throws FrameViolation {
        if (payload.length == 0) {
            return new CloseStatus(CloseStatus.NORMAL, "");
        }
        if (payload.length == 1) {
            throw FrameViolation.protocol("a close code has two bytes");
        }
        int code = ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        if (!mayBeSent(code)) {
            throw FrameViolation.protocol("a client may not send this close code");
        }
        Utf8Check reason = new Utf8Check();
        if (!reason.accepts(payload, 2, payload.length) || !reason.isWhole()) {
            throw FrameViolation.notUtf8();
        }
        return new CloseStatus(code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }

    /** Only a server may send 1012 and 1013. */
    private static boolean mayBeSent(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1011) || (code >= 3000 && code <= 4999);
    }

    /** Writes a status that a server may send. */
    static byte[] write(CloseStatus status) {
        byte[] reason = status.reason().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + reason.length)
                .putShort((short) status.code())
                .put(reason)
                .array();
    }
}
