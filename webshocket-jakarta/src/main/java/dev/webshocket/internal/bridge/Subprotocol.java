package dev.webshocket.internal.bridge;

import java.util.Arrays;
import java.util.List;

/** How a client says which encoding it talks: section "Subprotocols and encodings" of the wire protocol. */
enum Subprotocol {
    MSGPACK("webshocket.v1"),
    JSON_TEXT("webshocket.v1.json"),
    /** None asked for. */
    NONE("");

    private final String token;

    Subprotocol(String token) {
        this.token = token;
    }

    /** Returns its name in the handshake. */
    String token() {
        return token;
    }

    /** Returns what clients may ask for. */
    static List<String> tokens() {
        return List.of(MSGPACK.token, JSON_TEXT.token);
    }

    /** Finds the one that a handshake agreed on; null and the empty string stand for none. */
    static Subprotocol of(String negotiated) {
        return Arrays.stream(values())
                .filter(s -> s.token.equals(negotiated))
                .findFirst()
                .orElse(NONE);
    }
}
