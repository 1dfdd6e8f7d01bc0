package dev.webshocket.internal.endpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The roles of one client. They are read from the handshake's request while the connection is open, and cached. Later the
 * request is not used, because a container may reuse it for another client. Safe for use by any thread.
 */
final class Roles {

    /** Bounded, because the names may come from the client. */
    private static final int REMEMBERED = 64;

    private final Predicate<String> request;
    /** The cached answers; replaced under the monitor by a copy with one more answer. */
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

    /** Records the end of the connection. */
    void end() {
        ended = true;
    }
}
