package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.internal.codec.PlainSource.Mode;
import dev.webshocket.packet.RpcRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the members of a call that version 2 of the protocol adds, section "Calls in both directions". Their faults are
 * answered in both encodings. For one thread.
 */
final class RequestOptionsReader {

    /** Far more than streams may be open: a longer list is no mistake in counting. */
    private static final int MAX_UPLOADS = 1024;

    private final PlainSource in;

    RequestOptionsReader(PlainSource in) {
        this.in = in;
    }

    /** Reads the members at these places; 0 is for a missing one. */
    RequestOptions read(int uploads, int meta, int credit) throws MalformedPacketException {
        if (uploads == 0 && meta == 0 && credit == 0) {
            return RequestOptions.DEFAULT;
        }
        try {
            in.checkValues();
            return new RequestOptions(uploads(uploads), meta(meta), credit(credit));
        } catch (MalformedPacketException e) {
            throw e.alwaysAnswered();
        }
    }

    private List<String> uploads(int place) throws MalformedPacketException {
        Object value = place == 0 ? List.of() : in.read(place, Mode.PLAIN);
        if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw new MalformedPacketException("rpc.uploads is no list of strings");
        }
        if (list.size() > MAX_UPLOADS) {
            throw new MalformedPacketException("rpc.uploads has more than " + MAX_UPLOADS + " streams");
        }
        return list.stream().map(String.class::cast).toList();
    }

    private Map<String, String> meta(int place) throws MalformedPacketException {
        Object value = place == 0 ? Map.of() : in.read(place, Mode.PLAIN);
        if (!(value instanceof Map<?, ?> map) || !map.values().stream().allMatch(String.class::isInstance)) {
            throw new MalformedPacketException("rpc.meta is no map of strings");
        }
        Map<String, String> meta = new LinkedHashMap<>();
        long bytes = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = (String) entry.getKey();
            String text = (String) entry.getValue();
            bytes += name.getBytes(UTF_8).length + (long) text.getBytes(UTF_8).length;
            meta.put(name, text);
        }
        if (meta.size() > RpcRequest.MAX_META_ENTRIES || bytes > RpcRequest.MAX_META_BYTES) {
            throw new MalformedPacketException("rpc.meta has more than " + RpcRequest.MAX_META_ENTRIES + " entries or "
                    + RpcRequest.MAX_META_BYTES + " bytes");
        }
        return Collections.unmodifiableMap(meta);
    }

    private int credit(int place) throws MalformedPacketException {
        if (place == 0) {
            return RpcRequest.DEFAULT_CREDIT;
        }
        if (Members.scalar(in, place) instanceof Long credit && credit >= 0 && credit <= Integer.MAX_VALUE) {
            return credit.intValue();
        }
        throw new MalformedPacketException("rpc.credit is no integer from 0 to " + Integer.MAX_VALUE);
    }
}
