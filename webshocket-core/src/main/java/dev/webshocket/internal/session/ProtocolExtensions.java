package dev.webshocket.internal.session;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The extensions of the original protocol that a server announces in the response to the handshake. */
public final class ProtocolExtensions {

    private static final String HEADER = "Webshocket-Extensions";
    private static final String CANCEL = "cancel";

    private ProtocolExtensions() {}

    /** Announces the extensions of this server in the headers of a response. */
    public static void announce(Map<String, List<String>> headers) {
        headers.put(HEADER, List.of(CANCEL));
    }

    /** Tells whether a server that has sent these headers understands {@code cancel}. */
    public static boolean announceCancel(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> HEADER.equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(extension -> CANCEL.equals(extension.strip()));
    }
}
