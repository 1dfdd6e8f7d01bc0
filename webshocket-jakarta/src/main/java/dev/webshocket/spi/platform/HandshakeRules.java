package dev.webshocket.spi.platform;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Checks the headers of an upgrade request: RFC 6455, section 4.2.1. It does not check {@code Sec-WebSocket-Version}:
 * the container does, since its answer lists the versions that it supports. Stateless.
 */
public final class HandshakeRules {

    private static final int KEY_BYTES = 16;

    /** Headers that announce a body. The bytes of a body would be read as WebSocket frames. */
    private static final List<String> BODY_HEADERS = List.of("Transfer-Encoding", "Expect", "Trailer");

    private HandshakeRules() {}

    /**
     * Checks an upgrade request.
     *
     * @param protocol the HTTP version, such as {@code HTTP/1.1}
     * @param headers returns the values of a header by name, empty if the request does not have it
     * @return why the request must be answered with 400, as a clause without any text from the client; empty if the
     *     request is valid
     */
    public static Optional<String> fault(String protocol, Function<String, List<String>> headers) {
        if (!"HTTP/1.1".equals(protocol)) {
            return Optional.of("only HTTP/1.1 can be upgraded");
        }
        if (headers.apply("Host").size() != 1) {
            return Optional.of("the header Host is missing or repeated");
        }
        if (BODY_HEADERS.stream().anyMatch(name -> !headers.apply(name).isEmpty())) {
            return Optional.of("a handshake has a header that announces a body");
        }
        // The JDK's client sends a length of 0.
        if (!List.of("0").containsAll(headers.apply("Content-Length"))) {
            return Optional.of("a handshake has a body");
        }
        List<String> upgrades = headers.apply("Upgrade");
        if (upgrades.size() != 1 || !upgrades.get(0).strip().equalsIgnoreCase("websocket")) {
            return Optional.of("the header Upgrade is not exactly websocket");
        }
        if (headers.apply("Connection").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .noneMatch(token -> token.strip().equalsIgnoreCase("Upgrade"))) {
            return Optional.of("the header Connection does not contain Upgrade");
        }
        List<String> keys = headers.apply("Sec-WebSocket-Key");
        return keys.size() == 1 && isKey(keys.get(0).strip())
                ? Optional.empty()
                : Optional.of("the header Sec-WebSocket-Key is not a single key of 16 bytes");
    }

    private static boolean isKey(String text) {
        try {
            // The decoder accepts text without padding.
            return text.endsWith("==") && Base64.getDecoder().decode(text).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
