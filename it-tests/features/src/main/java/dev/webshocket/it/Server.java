package dev.webshocket.it;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.Encoding;
import java.net.URI;
import java.util.Map;

/**
 * An application on the server that is tested, seen from outside.
 *
 * @param context its name, which is also its context path
 */
public record Server(String context) {

    private static final String AUTHORITY = "server.authority";

    /**
     * Says where applications are; for the adapters.
     *
     * @param authority host and port
     */
    public static void listensAt(String authority) {
        System.setProperty(AUTHORITY, authority);
    }

    /** Says where one application is, where each has a port of its own; for the adapters. */
    public static void listensAt(String authority, String context) {
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

    /** Returns where something of the application is. */
    public URI uri(String scheme, String path) {
        String authority = System.getProperty(AUTHORITY + "." + context, System.getProperty(AUTHORITY));
        return URI.create(scheme + "://" + authority + "/" + context + path);
    }
}
