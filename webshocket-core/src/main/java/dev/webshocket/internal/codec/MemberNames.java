package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;

/** The names of a map's members, found from the bytes of a message without making strings of them. Immutable. */
final class MemberNames {

    static final int UNKNOWN = -1;

    private final List<String> names;
    private final byte[][] bytes;

    MemberNames(WireMember... members) {
        this.names = Arrays.stream(members).map(WireMember::text).toList();
        this.bytes = names.stream().map(name -> name.getBytes(US_ASCII)).toArray(byte[][]::new);
    }

    int size() {
        return bytes.length;
    }

    /** Returns the place of the name that stands in a message, or {@link #UNKNOWN}. */
    int find(byte[] message, int from, int to) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i].length == to - from && Arrays.equals(bytes[i], 0, bytes[i].length, message, from, to)) {
                return i;
            }
        }
        return UNKNOWN;
    }

    /** Returns the place of a name, or {@link #UNKNOWN}. */
    int find(String name) {
        return names.indexOf(name);
    }
}
