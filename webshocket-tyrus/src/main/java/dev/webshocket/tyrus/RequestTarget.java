package dev.webshocket.tyrus;

import dev.webshocket.spi.platform.LenientUri;
import dev.webshocket.spi.platform.PlainPath;
import java.net.URI;

/**
 * The target of a handshake, in the form of a URI.
 *
 * @param path the path below the server's root
 * @param query the query, null for none
 */
record RequestTarget(URI path, String query) {

    /**
     * Parses an undecoded target.
     *
     * @param contextPath the prefix of the endpoints' paths
     * @param path the path, one character for each byte
     * @param query the query, likewise; null for none
     * @throws MalformedRequestException if a proxy could interpret the path differently
     */
    static RequestTarget of(String contextPath, String path, String query) throws MalformedRequestException {
        if (!path.startsWith("/") || !PlainPath.isPlain(contextPath, path)) {
            throw new MalformedRequestException(
                    "the path does not begin with a slash, or has empty segments, dot segments"
                            + " or control characters");
        }
        return new RequestTarget(URI.create(LenientUri.path(path)), LenientUri.query(query));
    }
}
