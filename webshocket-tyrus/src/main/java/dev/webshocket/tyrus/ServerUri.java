package dev.webshocket.tyrus;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/** The URI of a server for clients on the same machine. */
final class ServerUri {

    private ServerUri() {}

    static URI of(ServerOptions options, int port, String path) {
        String scheme = options.sslContext() == null ? "ws" : "wss";
        return URI.create(scheme + "://" + host(options.host()) + ':' + port + options.contextPath() + path);
    }

    /**
     * Checks a context path.
     *
     * @return it
     * @throws IllegalArgumentException if it has another form or is not valid in a URI
     */
    static String contextPath(String text) {
        if (!text.isEmpty() && (!text.startsWith("/") || text.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "a context path begins with a slash and does not end with one, unlike \"" + text + '"');
        }
        if (!isPath(text)) {
            throw new IllegalArgumentException("a context path is a path as URIs have it, unlike \"" + text + '"');
        }
        return text;
    }

    private static boolean isPath(String text) {
        try {
            return new URI("ws://localhost" + text).getRawPath().equals(text);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static String host(String host) {
        try {
            // A client cannot connect to the wildcard address.
            if (InetAddress.getByName(host).isAnyLocalAddress()) {
                return "localhost";
            }
        } catch (UnknownHostException e) {
            return host;
        }
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? '[' + host + ']' : host;
    }
}
