package dev.webshocket.internal.channel;

import dev.webshocket.ChannelException;
import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.EncodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts what applications tell of members to plain values that do not change, so that no object of the application is kept, and
 * checks them: an info is sent to all subscribers, together with those of others. Immutable.
 */
public final class PresenceInfo {

    /** How many bytes an info may take, in either encoding. */
    static final int MOST_BYTES = 1024;

    /** How many lists and maps it may have within each other. */
    static final int MOST_NESTING = 16;

    private static final String CODE = "WEBSHOCKET-0269: the presence info ";

    private final Binding binding;
    private final List<Codec> codecs;

    /**
     * Makes a conversion.
     *
     * @param binding of the application's types
     * @param codecs those of version 2 of the protocol, one for each encoding
     */
    public PresenceInfo(Binding binding, List<Codec> codecs) {
        this.binding = binding;
        this.codecs = List.copyOf(codecs);
    }

    /**
     * Converts an info.
     *
     * @param info any value that the JSON binding can write; null for nothing
     * @return the plain value, unmodifiable; null for null
     * @throws ChannelException if it is longer than allowed, or nested too deep
     * @throws IllegalArgumentException if it has no form on the wire
     */
    Object plain(Object info) {
        if (info == null) {
            return null;
        }
        try {
            Object plain = frozen(binding.toPlain(info), 0);
            for (Codec codec : codecs) {
                // A zero takes one byte.
                int length = length(codec, plain) - length(codec, 0) + 1;
                if (length > MOST_BYTES) {
                    throw new ChannelException(CODE + "may take " + MOST_BYTES + " bytes, but this one takes " + length
                            + ": give less, such as a name and where to find the rest");
                }
            }
            return plain;
        } catch (EncodingException e) {
            throw new IllegalArgumentException(CODE + "has no form on the wire: " + e.getMessage(), e);
        }
    }

    private static int length(Codec codec, Object plain) {
        return codec.encode(new PresenceChange("", List.of(new Member("", plain)), List.of())).length;
    }

    private static Object frozen(Object plain, int depth) {
        if (depth > MOST_NESTING) {
            throw new ChannelException(CODE + "may be nested " + MOST_NESTING + " deep, and this one is deeper");
        }
        if (plain instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(frozen(item, depth + 1)));
            return Collections.unmodifiableList(items);
        }
        if (plain instanceof Map<?, ?> map) {
            Map<Object, Object> members = new LinkedHashMap<>();
            map.forEach((key, value) -> members.put(key, frozen(value, depth + 1)));
            return Collections.unmodifiableMap(members);
        }
        return plain;
    }
}
