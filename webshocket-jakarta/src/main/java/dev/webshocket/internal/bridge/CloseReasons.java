package dev.webshocket.internal.bridge;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Makes close reasons that may stand in a close frame: RFC 6455, sections 5.5.1 and 7.4. */
final class CloseReasons {

    private static final int MAX_BYTES = 123;

    /** For a page of a site that may not connect. */
    static final CloseReason ORIGIN =
            new CloseReason(CloseCodes.VIOLATED_POLICY, "pages of this origin may not connect");

    private CloseReasons() {}

    /**
     * Makes the reason for which clients are closed when the application stops.
     *
     * @param retryAfter when to come back; zero to say nothing of it; parts of a second count as a whole one
     */
    static CloseReason goingAway(Duration retryAfter) {
        long seconds = retryAfter.plusMillis(999).toSeconds();
        String hint = seconds == 0 ? "" : "; retry-after=" + seconds;
        return new CloseReason(CloseCodes.GOING_AWAY, "the server is going away" + hint);
    }

    /**
     * Makes a reason.
     *
     * @param code 1000 to 1003, 1007 to 1013, or 3000 to 4999: 1014 is for gateways, and not every container can
     *     send it
     * @param phrase why; null for nothing; cut after 123 bytes
     * @throws IllegalArgumentException if an endpoint may not send the code
     */
    static CloseReason of(int code, String phrase) {
        if (!maySend(code)) {
            throw new IllegalArgumentException("close code " + code
                    + " may not be sent, but 1000 to 1003, 1007 to 1013 and 3000 to 4999 may; 1000 is the usual one,"
                    + " 4000 to 4999 are free for applications");
        }
        return new CloseReason(CloseCodes.getCloseCode(code), cut(phrase == null ? "" : phrase));
    }

    private static boolean maySend(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1013) || (code >= 3000 && code <= 4999);
    }

    private static String cut(String phrase) {
        String shorter = phrase;
        while (shorter.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            shorter = shorter.substring(
                    0,
                    shorter.offsetByCodePoints(
                            0, Math.min(shorter.codePointCount(0, shorter.length()) - 1, MAX_BYTES)));
        }
        return shorter;
    }
}
