package dev.webshocket.it;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.Encoding;
import java.net.URI;
import java.net.URL;
import java.util.Map;

/**
 * A server with an application deployed, seen from outside.
 *
 * @param url somewhere on the server
 * @param context the name of the application
 */
public record Server(URL url, String context) {

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
        return URI.create(scheme + "://" + url.getHost() + ":" + url.getPort() + "/" + context + path);
    }
}
