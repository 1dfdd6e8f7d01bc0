package dev.webshocket.spi.platform;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a request to upgrade must have and must not have, before anything is made of it: RFC 6455, section 4.2.1. The version
 * is not looked at, since the answer to a wrong one names those that the container speaks. Stateless.
 */
public final class HandshakeRules {

    private static final int KEY_BYTES = 16;

    /** A request that has a body goes on behind its head, where a WebSocket begins. */
    private static final List<String> OF_A_BODY = List.of("Transfer-Encoding", "Expect", "Trailer");

    private HandshakeRules() {}

    /**
     * Checks a request to upgrade.
     *
     * @param protocol its version, such as {@code HTTP/1.1}
     * @param headers gives the values of a header, empty where the request has none of that name
     * @return why it is to be answered with 400, as a clause that has nothing of the client; empty where it may be accepted
     */
    public static Optional<String> fault(String protocol, Function<String, List<String>> headers) {
        if (!"HTTP/1.1".equals(protocol)) {
            return Optional.of("only HTTP/1.1 can be upgraded");
        }
        if (headers.apply("Host").size() != 1) {
            return Optional.of("there is not one header Host");
        }
        if (OF_A_BODY.stream().anyMatch(name -> !headers.apply(name).isEmpty())) {
            return Optional.of("a handshake has a header of a body");
        }
        // The JDK's client says that it has none.
        if (!List.of("0").containsAll(headers.apply("Content-Length"))) {
            return Optional.of("a handshake has a body");
        }
        List<String> upgrades = headers.apply("Upgrade");
        if (upgrades.size() != 1 || !upgrades.get(0).strip().equalsIgnoreCase("websocket")) {
            return Optional.of("the header Upgrade is not websocket alone");
        }
        if (headers.apply("Connection").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .noneMatch(token -> token.strip().equalsIgnoreCase("Upgrade"))) {
            return Optional.of("the header Connection does not say Upgrade");
        }
        List<String> keys = headers.apply("Sec-WebSocket-Key");
        return keys.size() == 1 && isKey(keys.get(0).strip())
                ? Optional.empty()
                : Optional.of("the header Sec-WebSocket-Key is not one key of 16 bytes");
    }

    private static boolean isKey(String text) {
        try {
            // The decoder would do without the padding.
            return text.endsWith("==") && Base64.getDecoder().decode(text).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
