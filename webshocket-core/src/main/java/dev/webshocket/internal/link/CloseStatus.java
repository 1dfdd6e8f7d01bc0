package dev.webshocket.internal.link;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/**
 * The code and reason of a close: RFC 6455, section 7.4. Immutable.
 *
 * @param code a close code
 * @param reason a text, empty for none; at most 123 bytes if it is sent
 */
public record CloseStatus(int code, String reason) {

    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    public static final int UNSUPPORTED_DATA = 1003;

    /** The close frame had no code; never sent. */
    public static final int NO_CODE = 1005;

    /** The connection has broken; never sent. */
    public static final int ABNORMAL = 1006;

    public static final int INVALID_DATA = 1007;
    public static final int POLICY_VIOLATION = 1008;
    public static final int TOO_BIG = 1009;
    public static final int UNEXPECTED_CONDITION = 1011;
    public static final int TRY_AGAIN_LATER = 1013;

    /** Another socket has taken the session over: section "Session" of the wire protocol. */
    public static final int REPLACED = 4001;

    /** The credential of a new connection was refused: section "Credentials" of the wire protocol. */
    public static final int CREDENTIALS_REFUSED = 4401;

    /** The credential of a session has ended: the same section. */
    public static final int CREDENTIAL_ENDED = 4403;

    private static final int MAX_BYTES = 123;

    /**
     * Makes the status with which clients are closed when the application stops.
     *
     * @param retryAfter when clients should reconnect; zero for no hint; rounded up to seconds
     */
    public static CloseStatus goingAway(Duration retryAfter) {
        long seconds = retryAfter.plusMillis(999).toSeconds();
        String hint = seconds == 0 ? "" : "; retry-after=" + seconds;
        return new CloseStatus(GOING_AWAY, "the server is going away" + hint);
    }

    /**
     * Makes a status that an application chooses.
     *
     * @param code 1000 to 1003, 1007 to 1013, or 3000 to 4999: 1014 is for gateways, and not every container can send it
     * @param reason null for none; cut after 123 bytes
     * @throws IllegalArgumentException if an endpoint may not send the code
     */
    public static CloseStatus of(int code, String reason) {
        if (!maySend(code)) {
            throw new IllegalArgumentException("close code " + code
                    + " may not be sent, but 1000 to 1003, 1007 to 1013 and 3000 to 4999 may; 1000 is the usual one,"
                    + " 4000 to 4999 are free for applications");
        }
        return new CloseStatus(code, cut(reason == null ? "" : reason));
    }

    private static boolean maySend(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1013) || (code >= 3000 && code <= 4999);
    }

    private static String cut(String reason) {
        String shorter = reason;
        while (shorter.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            shorter = shorter.substring(
                    0,
                    shorter.offsetByCodePoints(
                            0, Math.min(shorter.codePointCount(0, shorter.length()) - 1, MAX_BYTES)));
        }
        return shorter;
    }

    /** Compares the components. Before Java 21 the JDK's generated comparison of records retains the last class loader. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CloseStatus status && code == status.code && Objects.equals(reason, status.reason);
    }

    @Override
    public int hashCode() {
        return 31 * code + Objects.hashCode(reason);
    }
}
