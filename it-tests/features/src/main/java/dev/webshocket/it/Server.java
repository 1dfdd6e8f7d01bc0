package dev.webshocket.it;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.Encoding;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * An application on the tested server, seen from outside.
 *
 * @param context its name and context path
 */
public record Server(String context) {

    private static final String AUTHORITY = "server.authority";
    private static final String SECURE_AUTHORITY = "server.authority.secure";

    /**
     * Sets the address of applications; for the adapters.
     *
     * @param authority host and port
     * @param secure host and port for TLS
     */
    public static void listensAt(String authority, String secure) {
        System.setProperty(AUTHORITY, authority);
        System.setProperty(SECURE_AUTHORITY, secure);
    }

    /** Sets the address of this application, if each has its own port; for the adapters. */
    public void isAt(String authority) {
        System.setProperty(AUTHORITY + "." + context, authority);
    }

    /** Connects a client to a service of the application. */
    public DemoClient connect(String path, Encoding encoding) {
        return connect(path, encoding, Map.of());
    }

    /** Connects a client with further headers in the handshake. */
    public DemoClient connect(String path, Encoding encoding, Map<String, String> headers) {
        return new DemoClient(uri("ws", path), encoding, headers);
    }

    /**
     * Connects a client that the server must refuse, and returns the status of the answer.
     *
     * @throws AssertionError if the client can connect
     */
    public int refusal(String path, Map<String, String> headers) {
        try (DemoClient client = connect(path, Encoding.JSON, headers)) {
            throw new AssertionError("let in at " + uri("ws", path) + " with " + headers);
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refusal) {
                return refusal.getResponse().statusCode();
            }
            throw e;
        }
    }

    /** Returns the URI of a path of the application. */
    public URI uri(String scheme, String path) {
        String authority = System.getProperty(AUTHORITY + "." + context, System.getProperty(AUTHORITY));
        return URI.create(scheme + "://" + authority + "/" + context + path);
    }

    /** Returns the TLS URI of a path of the application. */
    public URI secureUri(String scheme, String path) {
        return URI.create(scheme + "://" + System.getProperty(SECURE_AUTHORITY) + "/" + context + path);
    }
}
