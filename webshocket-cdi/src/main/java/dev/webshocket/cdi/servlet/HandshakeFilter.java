package dev.webshocket.cdi.servlet;

import dev.webshocket.AddressRange;
import dev.webshocket.spi.OriginRule;
import dev.webshocket.spi.PlainPath;
import dev.webshocket.spi.RefusedRequests;
import dev.webshocket.spi.SampledLog;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Answers handshakes that are not to reach the container: those of pages that may not connect with 403, and those whose path
 * may be read in several ways with 400. Those that browsers send although no URI may look like that it escapes. What is no handshake with one of our services passes. Safe for use by any thread.
 */
final class HandshakeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Null as long as there are no services. */
    private transient volatile Guard guard;

    private record Guard(OriginRule rule, ServicePaths paths, SampledLog log) {}

    /** Begins to look after services. */
    void protect(OriginRule rule, ServicePaths paths, SampledLog log) {
        guard = new Guard(rule, paths, log);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Guard current = guard;
        if (current == null || !isHandshake(request, current.paths())) {
            chain.doFilter(request, response);
        } else if (!PlainPath.isPlain(request.getRequestURI())) {
            RefusedRequests.log(
                    current.log(),
                    "its path has empty segments, dot segments or control characters",
                    request::getRemoteAddr);
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, "The path has empty or dot segments");
        } else if (!isAllowed(request, current.rule())) {
            current.rule().logRefusal(current.log(), name -> headers(request, name));
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "Pages of this origin may not connect");
        } else {
            chain.doFilter(EscapedTarget.of(request), response);
        }
    }

    private static boolean isHandshake(HttpServletRequest request, ServicePaths paths) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade")) && paths.include(path(request));
    }

    private static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }

    private static boolean isAllowed(HttpServletRequest request, OriginRule rule) {
        return rule.allows(name -> headers(request, name), request.isSecure(), address(request.getRemoteAddr()));
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    private static Optional<InetAddress> address(String text) {
        try {
            int zone = text.indexOf('%');
            return Optional.of(
                    AddressRange.of(zone < 0 ? text : text.substring(0, zone)).first());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
