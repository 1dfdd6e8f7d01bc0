package dev.webshocket.cdi.servlet;

import dev.webshocket.AddressRange;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.platform.HandshakeRules;
import dev.webshocket.spi.platform.OriginRule;
import dev.webshocket.spi.platform.PlainPath;
import dev.webshocket.spi.platform.RefusedRequests;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Refuses handshakes before they reach the container: with 403 if the page's origin may not connect, with 400 if the
 * handshake is malformed or its path is ambiguous. It escapes characters that browsers send although a URI must not
 * have them, and tells the engine the address of the client, on the thread of the request. Requests that are not handshakes with a service of this library pass unchanged. Safe for use by any
 * thread.
 */
final class HandshakeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Null until the services have started. */
    private transient volatile Guard guard;

    /** The client of the handshake that the current thread handles. */
    private final transient ThreadLocal<InetAddress> peer = new ThreadLocal<>();

    private record Guard(OriginRule rule, ServicePaths paths, SampledLog log) {}

    /** Activates the filter for the services. */
    void protect(OriginRule rule, ServicePaths paths, SampledLog log) {
        guard = new Guard(rule, paths, log);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Guard current = guard;
        if (current == null || !isHandshake(request, current.paths())) {
            chain.doFilter(request, response);
        } else if (!isAllowed(request, current.rule())) {
            current.rule().logRefusal(current.log(), name -> headers(request, name));
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "Pages of this origin may not connect");
        } else {
            Optional<String> fault = fault(request);
            if (fault.isPresent()) {
                refuse(request, response, fault.get(), current.log());
            } else {
                passOn(request, response, chain, current.log());
            }
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, String fault, SampledLog log)
            throws IOException {
        RefusedRequests.log(log, fault, request::getRemoteAddr);
        response.sendError(HttpServletResponse.SC_BAD_REQUEST, "Bad request: " + fault);
    }

    /** Passes a handshake on to the container, which answers it on this thread. */
    private void passOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain, SampledLog log)
            throws IOException, ServletException {
        HttpServletRequest escaped = EscapedRequest.of(request);
        peer.set(address(request.getRemoteAddr()).orElse(null));
        try {
            chain.doFilter(escaped, response);
        } catch (RuntimeException e) {
            // Some containers parse what they received, whatever a filter passes on, and fail.
            if (escaped == request || response.isCommitted()) {
                throw e;
            }
            refuse(request, response, "it has characters that a URI must not have", log);
        } finally {
            peer.remove();
        }
    }

    /** Returns the address of the client whose handshake the current thread handles; empty if it has none, or is no network client. */
    Optional<InetAddress> peer() {
        return Optional.ofNullable(peer.get());
    }

    // Some containers upgrade whenever the header contains this word.
    private static boolean isHandshake(HttpServletRequest request, ServicePaths paths) {
        return headers(request, "Upgrade").stream()
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("websocket"))
                && (paths.include(path(request))
                        || paths.includeSent(request.getContextPath(), request.getRequestURI()));
    }

    private static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }

    private static Optional<String> fault(HttpServletRequest request) {
        return PlainPath.isPlain(request.getContextPath(), request.getRequestURI())
                ? HandshakeRules.fault(request.getProtocol(), name -> headers(request, name))
                : Optional.of("its path has empty segments, dot segments or control characters");
    }

    private static boolean isAllowed(HttpServletRequest request, OriginRule rule) {
        return rule.allows(name -> headers(request, name), request.isSecure(), address(request.getRemoteAddr()));
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    private static Optional<InetAddress> address(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            int zone = text.indexOf('%');
            return Optional.of(
                    AddressRange.of(zone < 0 ? text : text.substring(0, zone)).first());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
