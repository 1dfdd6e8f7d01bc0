package dev.webshocket.internal.client.socket;

import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the HTTP status of handshakes that were refused for want of credentials, for which the JDK has no exception. The JDK passes
 * the headers of such a response only to its cookie handler, so this is one; it keeps no cookies.
 *
 * <p>A handler learns the address of a response, but not which of several attempts at that address it answers. So a
 * challenge counts for all of them; an attempt that succeeds ignores it. Safe for use by any thread.
 */
final class Challenges extends CookieHandler {

    private final Map<URI, Set<Expected>> expected = new ConcurrentHashMap<>();

    /** The challenge to one attempt. Safe for use by any thread. */
    final class Expected implements AutoCloseable {

        private final URI requested;
        private volatile int status;

        private Expected(URI requested) {
            this.requested = requested;
        }

        /** Returns the HTTP status that requested credentials, zero for none. */
        int status() {
            return status;
        }

        /** Stops expecting a response. */
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
            return;
        }
        if (has(headers, "WWW-Authenticate")) {
            challenge(requested, HttpURLConnection.HTTP_UNAUTHORIZED);
        } else if (has(headers, "Proxy-Authenticate")) {
            challenge(requested, HttpURLConnection.HTTP_PROXY_AUTH);
        }
    }

    private static boolean has(Map<String, List<String>> headers, String name) {
        return headers.keySet().stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Under the lock of the address, since another attempt may just begin or end. */
    private void challenge(URI requested, int status) {
        expected.computeIfPresent(requested, (uri, attempts) -> {
            attempts.forEach(attempt -> attempt.status = status);
            return attempts;
        });
    }
}
