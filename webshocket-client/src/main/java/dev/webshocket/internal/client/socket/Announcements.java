package dev.webshocket.internal.client.socket;

import dev.webshocket.internal.session.ProtocolExtensions;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Reads from the responses to handshakes what servers know beyond the original protocol. The JDK shows the headers of a response
 * to a WebSocket handshake to nobody but its handler of cookies, so this is one; cookies it has none.
 *
 * <p>A handler learns the address of a response, and not which of several attempts at the same address it answers. So it counts
 * for all of them, and an announcement only where all responses made it: an attempt may miss one that was made to it, but never
 * has one that was not. Safe for use by any thread.
 */
final class Announcements extends CookieHandler {

    private final Map<URI, Set<Expected>> expected = new ConcurrentHashMap<>();

    /** What one attempt has learned. Safe for use by any thread. */
    final class Expected implements AutoCloseable {

        private final URI requested;
        private boolean announced;
        private boolean missed;
        private int challenge;

        private Expected(URI requested) {
            this.requested = requested;
        }

        private synchronized void answered(boolean announces) {
            announced |= announces;
            missed |= !announces;
        }

        private synchronized void challenged(int status) {
            challenge = status;
        }

        /** Returns the HTTP status with which credentials were asked for, zero where they were not. */
        synchronized int challenge() {
            return challenge;
        }

        /** Tells whether the server takes cancellations. */
        synchronized boolean isCancellable() {
            return announced && !missed;
        }

        /** Expects no more responses. */
        @Override
        public void close() {
            expected.computeIfPresent(requested, (uri, attempts) -> {
                attempts.remove(this);
                return attempts.isEmpty() ? null : attempts;
            });
        }
    }

    /** Expects the response to a handshake with a service at {@code ws} or {@code wss}; to be closed when it has come. */
    Expected expect(URI service) {
        Expected attempt = new Expected(URI.create("http" + service.toString().substring("ws".length())));
        expected.compute(attempt.requested, (uri, attempts) -> {
            Set<Expected> all = attempts == null ? new HashSet<>() : attempts;
            all.add(attempt);
            return all;
        });
        return attempt;
    }

    @Override
    public Map<String, List<String>> get(URI requested, Map<String, List<String>> headers) {
        return Map.of();
    }

    @Override
    public void put(URI requested, Map<String, List<String>> headers) {
        if (has(headers, "Sec-WebSocket-Accept")) {
            boolean announces = ProtocolExtensions.announceCancel(headers);
            forEach(requested, attempt -> attempt.answered(announces));
        } else if (has(headers, "WWW-Authenticate")) {
            forEach(requested, attempt -> attempt.challenged(HttpURLConnection.HTTP_UNAUTHORIZED));
        } else if (has(headers, "Proxy-Authenticate")) {
            forEach(requested, attempt -> attempt.challenged(HttpURLConnection.HTTP_PROXY_AUTH));
        }
    }

    private static boolean has(Map<String, List<String>> headers, String name) {
        return headers.keySet().stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Under the lock of the address, since another attempt may just begin or end. */
    private void forEach(URI requested, Consumer<Expected> action) {
        expected.computeIfPresent(requested, (uri, attempts) -> {
            attempts.forEach(action);
            return attempts;
        });
    }
}
