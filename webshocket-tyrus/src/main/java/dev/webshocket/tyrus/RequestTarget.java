package dev.webshocket.tyrus;

import dev.webshocket.spi.platform.LenientUri;
import dev.webshocket.spi.platform.PlainPath;
import java.net.URI;

/**
 * What a handshake asks for, as a URI can have it.
 *
 * @param path below the server's root
 * @param query null for none
 */
record RequestTarget(URI path, String query) {

    /**
     * Reads a target as it was sent.
     *
     * @param contextPath what the paths of endpoints begin with
     * @param path a character for each byte
     * @param query likewise; null for none
     * @throws MalformedRequestException if others would read the path in another way
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
