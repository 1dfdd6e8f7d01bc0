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
 * Reads the server's protocol extensions from the responses to handshakes. The JDK passes the headers of such a
 * response only to its cookie handler, so this is one; it keeps no cookies.
 *
 * <p>A handler learns the address of a response, but not which of several attempts at that address it answers. So a
 * response counts for all of them, and an announcement counts only if all responses made it: an attempt may miss its
 * announcement, but never gets another's. Safe for use by any thread.
 */
final class Announcements extends CookieHandler {

    private final Map<URI, Set<Expected>> expected = new ConcurrentHashMap<>();

    /** The announcements to one attempt. Safe for use by any thread. */
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

        /** Returns the HTTP status that requested credentials, zero for none. */
        synchronized int challenge() {
            return challenge;
        }

        /** Tells whether the server accepts cancellations. */
        synchronized boolean isCancellable() {
            return announced && !missed;
        }

        /** Stops expecting responses. */
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
