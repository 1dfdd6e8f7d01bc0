package dev.webshocket.internal.session;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a server knows beyond the original protocol, as it says in the response to the handshake. */
public final class ProtocolExtensions {

    private static final String HEADER = "Webshocket-Extensions";
    private static final String CANCEL = "cancel";

    private ProtocolExtensions() {}

    /** Says in the headers of a response what this server knows. */
    public static void announce(Map<String, List<String>> headers) {
        headers.put(HEADER, List.of(CANCEL));
    }

    /** Tells whether a server that has sent these headers takes {@code cancel} for what it is. */
    public static boolean announceCancel(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> HEADER.equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(extension -> CANCEL.equals(extension.strip()));
    }
}
