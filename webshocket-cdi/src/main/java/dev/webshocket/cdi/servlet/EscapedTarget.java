package dev.webshocket.cdi.servlet;

import dev.webshocket.spi.platform.LenientUri;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Objects;

/** A handshake whose path and query a container can make a URI of. For one thread at a time, as any request. */
final class EscapedTarget extends HttpServletRequestWrapper {

    private final String path;
    private final String query;

    private EscapedTarget(HttpServletRequest request, String path, String query) {
        super(request);
        this.path = path;
        this.query = query;
    }

    /** Returns the request itself where there is nothing to escape. */
    static HttpServletRequest of(HttpServletRequest request) {
        String path = LenientUri.path(request.getRequestURI());
        String query = LenientUri.query(request.getQueryString());
        return path.equals(request.getRequestURI()) && Objects.equals(query, request.getQueryString())
                ? request
                : new EscapedTarget(request, path, query);
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
