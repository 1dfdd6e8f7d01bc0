package dev.webshocket.tyrus;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.tyrus.spi.UpgradeRequest;

/** What a request to upgrade must have and must not have, before anything is made of it: RFC 6455, section 4.2.1. */
final class HandshakeRules {

    private static final int KEY_BYTES = 16;

    /** A request that has a body goes on behind its head, where a WebSocket begins. */
    private static final List<String> OF_A_BODY = List.of("Transfer-Encoding", "Expect", "Trailer");

    private HandshakeRules() {}

    /**
     * Checks a request to upgrade.
     *
     * @throws MalformedRequestException if it is none that may be accepted
     */
    static void check(HttpRequestPacket request) throws MalformedRequestException {
        require(request.getProtocol() == Protocol.HTTP_1_1, "only HTTP/1.1 can be upgraded");
        for (String header : OF_A_BODY) {
            require(Handshakes.values(request, header).isEmpty(), "a handshake has a header of a body");
        }
        // The JDK's client says that it has none.
        require(List.of("0").containsAll(Handshakes.values(request, "Content-Length")), "a handshake has a body");
        require(Handshakes.values(request, "Upgrade").size() == 1, "there are several headers Upgrade");
        require(
                Handshakes.values(request, UpgradeRequest.CONNECTION).stream()
                        .flatMap(value -> Stream.of(value.split(",")))
                        .anyMatch(token -> UpgradeRequest.UPGRADE.equalsIgnoreCase(token.strip())),
                "the header Connection does not say Upgrade");
        List<String> keys = Handshakes.values(request, UpgradeRequest.SEC_WEBSOCKET_KEY);
        require(keys.size() == 1 && isKey(keys.get(0)), "the header Sec-WebSocket-Key is not one key of 16 bytes");
    }

    private static boolean isKey(String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text.strip());
            // The decoder lets the padding out.
            return key.length == KEY_BYTES && text.strip().endsWith("==");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean met, String fault) throws MalformedRequestException {
        if (!met) {
            throw new MalformedRequestException(fault);
        }
    }
}
