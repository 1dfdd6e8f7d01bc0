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

/** Turns Grizzly's idea of a handshake into Tyrus's, and Tyrus's answer into Grizzly's. */
final class Handshakes {

    private static final String LISTS = "Sec-WebSocket-";

    /** What a client may ask Tyrus to log, and to tell it. */
    private static final String TRACING = "X-Tyrus-Tracing-";

    private Handshakes() {}

    /**
     * Reads a handshake.
     *
     * @param contextPath what the paths of endpoints begin with
     * @param principal who the client is, or null
     * @throws MalformedRequestException if the request's target is none that may be served
     */
    static RequestContext read(HttpRequestPacket request, String contextPath, Principal principal)
            throws MalformedRequestException {
        RequestTarget target = RequestTarget.of(contextPath, request.getRequestURI(), request.getQueryString());
        RequestContext handshake = RequestContext.Builder.create()
                .requestURI(target.path())
                .queryString(target.query())
                // What the query says is read of the query; Tyrus adds the variables of the path.
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

    /** Tyrus wants the lists that it negotiates with apart; other values may hold a comma of their own. */
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

    /** Returns the values of a header, empty where the request has none of that name. */
    static List<String> values(HttpRequestPacket request, String header) {
        List<String> values = new ArrayList<>();
        request.getHeaders().values(header).forEach(values::add);
        return values;
    }

    /** Returns the other end of the connection. */
    static Optional<InetAddress> peer(HttpRequestPacket request) {
        return request.getConnection().getPeerAddress() instanceof InetSocketAddress peer
                ? Optional.ofNullable(peer.getAddress())
                : Optional.empty();
    }

    /** Copies an answer into the response that belongs to a request. */
    static HttpResponsePacket answer(HttpRequestPacket request, UpgradeResponse answer) {
        HttpResponsePacket response = request.getResponse();
        response.setProtocol(Protocol.HTTP_1_1);
        HttpStatus.getHttpStatus(answer.getStatus()).setValues(response);
        answer.getHeaders().forEach((name, values) -> response.setHeader(name, Utils.getHeaderFromList(values)));
        return response;
    }
}
