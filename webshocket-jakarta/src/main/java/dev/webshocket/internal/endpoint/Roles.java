package dev.webshocket.internal.endpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The roles of one client: asked of the handshake's request as long as the connection is open, and remembered. After that
 * the request is not asked any more, since a container may use it again, for somebody else. Safe for use by any thread.
 */
final class Roles {

    /** The names may come from the client. */
    private static final int REMEMBERED = 64;

    private final Predicate<String> request;
    /** The answers; replaced under the monitor, by one that has another answer. */
    private volatile Map<String, Boolean> asked = Map.of();

    private volatile boolean ended;

    Roles(Predicate<String> request) {
        this.request = request;
    }

    boolean include(String role) {
        Boolean known = asked.get(role);
        if (known != null) {
            return known;
        }
        if (ended) {
            return false;
        }
        boolean answer = request.test(role);
        if (ended) {
            return false;
        }
        remember(role, answer);
        return answer;
    }

    private synchronized void remember(String role, boolean answer) {
        if (asked.size() < REMEMBERED) {
            Map<String, Boolean> more = new HashMap<>(asked);
            more.put(role, answer);
            asked = Map.copyOf(more);
        }
    }

    /** Says that the connection has ended. */
    void end() {
        ended = true;
    }
}
