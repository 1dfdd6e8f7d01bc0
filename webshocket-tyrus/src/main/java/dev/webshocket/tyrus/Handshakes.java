package dev.webshocket.tyrus;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.Utils;
import org.glassfish.tyrus.spi.UpgradeResponse;

/** Converts Grizzly's handshake requests to Tyrus's, and Tyrus's responses to Grizzly's. */
final class Handshakes {

    private static final String LISTS = "Sec-WebSocket-";

    /** The headers by which a client could make Tyrus log and reveal traces. */
    private static final String TRACING = "X-Tyrus-Tracing-";

    private Handshakes() {}

    /**
     * Reads a handshake.
     *
     * @param contextPath the prefix of the endpoints' paths
     * @param principal who the client is, or null
     * @throws MalformedRequestException if the request's target is malformed
     */
    static RequestContext read(HttpRequestPacket request, String contextPath, Principal principal)
            throws MalformedRequestException {
        RequestTarget target = RequestTarget.of(contextPath, request.getRequestURI(), request.getQueryString());
        RequestContext handshake = RequestContext.Builder.create()
                .requestURI(target.path())
                .queryString(target.query())
                // Query parameters come from the query string; Tyrus adds the path variables.
                .parameterMap(Map.of())
                .secure(request.isSecure())
                .userPrincipal(principal)
                .remoteAddr(request.getRemoteAddress())
                .serverAddr(request.getLocalHost() == null ? request.getLocalAddress() : request.getLocalHost())
                .serverPort(request.getLocalPort())
                .tyrusProperties(Map.of())
                .build();
        for (String name : request.getHeaders().names()) {
            if (!startsWith(name, TRACING)) {
                handshake.getHeaders().put(name, values(request, name, startsWith(name, LISTS)));
            }
        }
        return handshake;
    }

    /** Tyrus needs the lists that it negotiates split; other values may contain commas. */
    private static List<String> values(HttpRequestPacket request, String name, boolean isList) {
        List<String> values = new ArrayList<>();
        for (String value : request.getHeaders().values(name)) {
            if (isList) {
                Utils.parseHeaderValue(value.strip()).forEach(element -> values.add(element.strip()));
            } else {
                values.add(value.strip());
            }
        }
        return values;
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** Returns the values of a header, empty if the request lacks it. */
    static List<String> values(HttpRequestPacket request, String header) {
        List<String> values = new ArrayList<>();
        request.getHeaders().values(header).forEach(values::add);
        return values;
    }

    /** Returns the remote address of the connection. */
    static Optional<InetAddress> peer(HttpRequestPacket request) {
        return request.getConnection().getPeerAddress() instanceof InetSocketAddress peer
                ? Optional.ofNullable(peer.getAddress())
                : Optional.empty();
    }

    /** Copies Tyrus's response into the response of a request. */
    static HttpResponsePacket answer(HttpRequestPacket request, UpgradeResponse answer) {
        HttpResponsePacket response = request.getResponse();
        response.setProtocol(Protocol.HTTP_1_1);
        HttpStatus.getHttpStatus(answer.getStatus()).setValues(response);
        answer.getHeaders().forEach((name, values) -> response.setHeader(name, Utils.getHeaderFromList(values)));
        return response;
    }
}
