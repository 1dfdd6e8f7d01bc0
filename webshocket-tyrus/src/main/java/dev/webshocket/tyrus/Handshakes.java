package dev.webshocket.tyrus;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.http.util.Parameters;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.Utils;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.glassfish.tyrus.spi.UpgradeResponse;

/** Turns Grizzly's idea of a handshake into Tyrus's, and Tyrus's answer into Grizzly's. */
final class Handshakes {

    private static final String LISTS = "Sec-WebSocket-";

    private Handshakes() {}

    /**
     * Reads a handshake.
     *
     * @param principal who the client is, or null
     * @throws IllegalArgumentException if the request's target is no URI
     */
    static RequestContext read(HttpRequestPacket request, Principal principal) {
        RequestContext handshake = RequestContext.Builder.create()
                .requestURI(URI.create(request.getRequestURI()))
                .queryString(request.getQueryString())
                .parameterMap(parameters(request))
                .secure(request.isSecure())
                .userPrincipal(principal)
                .remoteAddr(request.getRemoteAddress())
                .serverAddr(request.getLocalHost() == null ? request.getLocalAddress() : request.getLocalHost())
                .serverPort(request.getLocalPort())
                .tyrusProperties(Map.of())
                .build();
        for (String name : request.getHeaders().names()) {
            List<String> values = handshake.getHeaders().computeIfAbsent(name, key -> new ArrayList<>());
            for (String value : request.getHeaders().values(name)) {
                // Tyrus wants the lists that it negotiates with apart; other values may hold a comma of their own.
                if (name.regionMatches(true, 0, LISTS, 0, LISTS.length())) {
                    values.addAll(Utils.parseHeaderValue(value.strip()));
                } else {
                    values.add(value.strip());
                }
            }
        }
        return handshake;
    }

    private static Map<String, String[]> parameters(HttpRequestPacket request) {
        Parameters parsed = new Parameters();
        parsed.setQuery(request.getQueryStringDC());
        parsed.setQueryStringEncoding(StandardCharsets.UTF_8);
        Map<String, String[]> parameters = new HashMap<>();
        for (String name : parsed.getParameterNames()) {
            parameters.put(name, parsed.getParameterValues(name));
        }
        return parameters;
    }

    /** Tells whether a request to upgrade has what RFC 6455, section 4.2.1, asks for and Tyrus takes for granted. */
    static boolean isComplete(HttpRequestPacket request) {
        return !values(request, UpgradeRequest.SEC_WEBSOCKET_KEY).isEmpty()
                && values(request, UpgradeRequest.CONNECTION).stream()
                        .flatMap(value -> Stream.of(value.split(",")))
                        .anyMatch(token -> UpgradeRequest.UPGRADE.equalsIgnoreCase(token.strip()));
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
