package dev.webshocket.it;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.Encoding;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * An application on the server that is tested, seen from outside.
 *
 * @param context its name, which is also its context path
 */
public record Server(String context) {

    private static final String AUTHORITY = "server.authority";
    private static final String SECURE_AUTHORITY = "server.authority.secure";

    /**
     * Says where applications are; for the adapters.
     *
     * @param authority host and port
     * @param secure host and port for TLS
     */
    public static void listensAt(String authority, String secure) {
        System.setProperty(AUTHORITY, authority);
        System.setProperty(SECURE_AUTHORITY, secure);
    }

    /** Says where this application is, where each has a port of its own; for the adapters. */
    public void isAt(String authority) {
        System.setProperty(AUTHORITY + "." + context, authority);
    }

    /** Connects a client to a service of the application. */
    public DemoClient connect(String path, Encoding encoding) {
        return connect(path, encoding, Map.of());
    }

    /** Connects a client whose handshake has these headers too. */
    public DemoClient connect(String path, Encoding encoding, Map<String, String> headers) {
        return new DemoClient(uri("ws", path), encoding, headers);
    }

    /**
     * Connects a client that is to be refused, and returns the status of the answer.
     *
     * @throws AssertionError if the client is let in
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

    /** Returns where something of the application is. */
    public URI uri(String scheme, String path) {
        String authority = System.getProperty(AUTHORITY + "." + context, System.getProperty(AUTHORITY));
        return URI.create(scheme + "://" + authority + "/" + context + path);
    }

    /** Returns where something of the application is by TLS. */
    public URI secureUri(String scheme, String path) {
        return URI.create(scheme + "://" + System.getProperty(SECURE_AUTHORITY) + "/" + context + path);
    }
}
