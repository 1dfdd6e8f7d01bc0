package dev.webshocket.cdi.servlet;

import dev.webshocket.spi.platform.LenientUri;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Objects;

/**
 * A handshake request whose path and query are escaped, so that the container can parse them as a URI. Used by one
 * thread at a time, as any request.
 */
final class EscapedRequest extends HttpServletRequestWrapper {

    private final String path;
    private final String query;

    private EscapedRequest(HttpServletRequest request, String path, String query) {
        super(request);
        this.path = path;
        this.query = query;
    }

    /** Returns the request itself if there is nothing to escape. */
    static HttpServletRequest of(HttpServletRequest request) {
        String path = LenientUri.path(request.getRequestURI());
        String query = LenientUri.query(request.getQueryString());
        return path.equals(request.getRequestURI()) && Objects.equals(query, request.getQueryString())
                ? request
                : new EscapedRequest(request, path, query);
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public String getQueryString() {
        return query;
    }
}
