package dev.webshocket.internal.codec;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcMessage;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One JSON text, read from its start to its end.
 *
 * <p>Numbers are taken from the parser as text, because parsers bound the length of those that they convert.
 */
final class JsonInput {

    private final JsonParser in;
    private final int maxNesting;
    private final int maxDigits;

    JsonInput(JsonParser in, int maxNesting, int maxDigits) {
        this.in = in;
        this.maxNesting = maxNesting;
        this.maxDigits = maxDigits;
    }

    Packet packet() throws MalformedPacketException {
        expectObject(in.next(), "a packet");
        PacketDraft draft = new PacketDraft();
        while (in.next() == Event.KEY_NAME) {
            String member = text();
            Event event = in.next();
            if (member.equals("rpc")) {
                draft.rpc(rpc(event));
            } else if (PacketDraft.knows(member)) {
                draft.set(member, value(event, 1, false));
            } else {
                skip(event, 1);
            }
        }
        expectEnd();
        return draft.finish();
    }

    private RpcMessage rpc(Event first) throws MalformedPacketException {
        if (first == Event.VALUE_NULL) {
            return null;
        }
        expectObject(first, "rpc");
        deeper(1);
        RpcDraft draft = new RpcDraft();
        while (in.next() == Event.KEY_NAME) {
            String member = text();
            Event event = in.next();
            if (RpcDraft.knows(member)) {
                draft.set(member, value(event, 2, true));
            } else {
                skip(event, 2);
            }
        }
        return draft.finish();
    }

    /** Reads the whole text as one value. */
    Object value() throws MalformedPacketException {
        Object value = value(in.next(), 0, true);
        expectEnd();
        return value;
    }

    /** Reads a value that stands within that many lists and maps. */
    private Object value(Event first, int depth, boolean exact) throws MalformedPacketException {
        return switch (first) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> text();
            case VALUE_NUMBER -> NumberText.parse(in.getString(), exact, maxDigits);
            case START_ARRAY -> list(deeper(depth), exact);
            case START_OBJECT -> map(deeper(depth), exact);
            default -> throw new MalformedPacketException("not JSON");
        };
    }

    private List<Object> list(int depth, boolean exact) throws MalformedPacketException {
        List<Object> list = new ArrayList<>();
        for (Event event = in.next(); event != Event.END_ARRAY; event = in.next()) {
            list.add(value(event, depth, exact));
        }
        return list;
    }

    private Map<String, Object> map(int depth, boolean exact) throws MalformedPacketException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (in.next() == Event.KEY_NAME) {
            String key = text();
            map.put(key, value(in.next(), depth, exact));
        }
        return map;
    }

    private String text() throws MalformedPacketException {
        String text = in.getString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new MalformedPacketException("a string has half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    /** Passes over a value of an unknown member, as deep and as strictly as if it were read. */
    private void skip(Event first, int depth) throws MalformedPacketException {
        switch (first) {
            case START_ARRAY -> {
                int inner = deeper(depth);
                for (Event event = in.next(); event != Event.END_ARRAY; event = in.next()) {
                    skip(event, inner);
                }
            }
            case START_OBJECT -> {
                int inner = deeper(depth);
                while (in.next() == Event.KEY_NAME) {
                    text();
                    skip(in.next(), inner);
                }
            }
            case VALUE_STRING -> text();
            default -> {}
        }
    }

    private int deeper(int depth) throws MalformedPacketException {
        if (depth >= maxNesting) {
            throw new MalformedPacketException("nested deeper than " + maxNesting);
        }
        return depth + 1;
    }

    private static void expectObject(Event event, String what) throws MalformedPacketException {
        if (event != Event.START_OBJECT) {
            throw new MalformedPacketException(what + " is no map");
        }
    }

    private void expectEnd() throws MalformedPacketException {
        if (in.hasNext()) {
            throw new MalformedPacketException("text follows the value");
        }
    }
}
