package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON as RFC 8259 has it, in UTF-8. For one thread at a time. */
final class JsonReader extends MessageReader {

    private static final byte[] TRUE = "true".getBytes(ISO_8859_1);
    private static final byte[] FALSE = "false".getBytes(ISO_8859_1);
    private static final byte[] NULL = "null".getBytes(ISO_8859_1);

    JsonReader(byte[] message, MessageBounds bounds) {
        super(message, bounds);
    }

    @Override
    void begin() {
        while (at < message.length && isSpace(message[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    @Override
    void end() throws MalformedPacketException {
        begin();
        if (at < message.length) {
            throw MalformedPacketException.syntax("text follows the value");
        }
    }

    @Override
    boolean isList(Extent value) {
        return message[value.from()] == '[';
    }

    @Override
    boolean isMap(Extent value) {
        return message[value.from()] == '{';
    }

    /** Goes on to what ends a member, since a number with that behind it which is no number is none either. */
    @Override
    Extent pass(int depth) throws MalformedPacketException {
        Extent value = super.pass(depth);
        begin();
        if (depth > 0 && peek() != ',' && peek() != '}') {
            throw notJson();
        }
        return value;
    }

    @Override
    boolean map(int depth, Members members) throws MalformedPacketException {
        begin();
        if (peek() != '{' || isTooDeep(depth, Mode.PASS)) {
            return false;
        }
        count(Mode.PASS);
        for (boolean more = enters('}'); more; more = goesOn('}')) {
            member(depth + 1, members);
        }
        return true;
    }

    @Override
    Object value(int depth, Mode mode) throws MalformedPacketException {
        begin();
        count(mode);
        return switch (peek()) {
            case '"' -> text(mode);
            case '[', '{' -> compound(depth, mode);
            case 't' -> literal(TRUE, true);
            case 'f' -> literal(FALSE, false);
            case 'n' -> literal(NULL, null);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(mode);
            default -> throw notJson();
        };
    }

    private Object compound(int depth, Mode mode) throws MalformedPacketException {
        if (isTooDeep(depth, mode)) {
            passDeep();
            return null;
        }
        return message[at] == '[' ? list(depth + 1, mode) : map(depth + 1, mode);
    }

    /** Passes over a list or map however deep it is, by its strings and brackets alone. */
    private void passDeep() throws MalformedPacketException {
        BitSet maps = new BitSet();
        int open = 0;
        do {
            byte b = peek();
            if (b == '"') {
                text(Mode.PASS);
                continue;
            }
            if (b == '[' || b == '{') {
                maps.set(open++, b == '{');
            } else if ((b == ']' || b == '}') && maps.get(--open) != (b == '}')) {
                throw notJson();
            }
            at++;
        } while (open > 0);
    }

    private List<Object> list(int depth, Mode mode) throws MalformedPacketException {
        List<Object> list = mode.makes() ? new ArrayList<>() : null;
        int index = 0;
        for (boolean more = enters(']'); more; more = goesOn(']')) {
            Object value = item(index++, depth, mode);
            if (list != null) {
                list.add(value);
            }
        }
        return list;
    }

    private Map<String, Object> map(int depth, Mode mode) throws MalformedPacketException {
        Map<String, Object> map = mode.makes() ? new LinkedHashMap<>() : null;
        for (boolean more = enters('}'); more; more = goesOn('}')) {
            String name = name(depth, mode);
            Object value = member(name, depth, mode);
            if (map != null) {
                map.put(name, value);
            }
        }
        return map;
    }

    /** Goes through the colon behind it, too. */
    @Override
    String name(int depth, Mode mode) throws MalformedPacketException {
        begin();
        count(mode);
        if (peek() != '"') {
            throw notJson();
        }
        String name = text(mode);
        begin();
        if (take() != ':') {
            throw notJson();
        }
        return name;
    }

    /** Enters a list or map; tells whether anything is in it. */
    private boolean enters(char end) throws MalformedPacketException {
        at++;
        begin();
        boolean empty = peek() == end;
        at += empty ? 1 : 0;
        return !empty;
    }

    /** Tells whether a comma follows, rather than the end of the list or map. */
    private boolean goesOn(char end) throws MalformedPacketException {
        begin();
        byte b = take();
        if (b != ',' && b != end) {
            throw notJson();
        }
        return b == ',';
    }

    private Object literal(byte[] literal, Object value) throws MalformedPacketException {
        for (byte each : literal) {
            if (take() != each) {
                throw notJson();
            }
        }
        return value;
    }

    private Number number(Mode mode) throws MalformedPacketException {
        int from = at;
        if (isAt('-')) {
            at++;
        }
        if (isAt('0')) {
            at++;
        } else {
            digits();
        }
        if (isAt('.')) {
            at++;
            digits();
        }
        if (isAt('e') || isAt('E')) {
            at++;
            if (isAt('+') || isAt('-')) {
                at++;
            }
            digits();
        }
        return mode.makes()
                ? NumberText.parse(
                        new String(message, from, at - from, ISO_8859_1), mode == Mode.EXACT, bounds.digits())
                : null;
    }

    private void digits() throws MalformedPacketException {
        int from = at;
        while (at < message.length && message[at] >= '0' && message[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw notJson();
        }
    }

    private String text(Mode mode) throws MalformedPacketException {
        at++;
        int from = at;
        boolean escaped = false;
        boolean ascii = true;
        for (byte b = peek(); b != '"'; b = peek()) {
            if (b >= ' ' && b != '\\') {
                at++;
            } else if (b == '\\') {
                passEscape();
                escaped = true;
            } else if (b < 0) {
                at += Utf8.sequence(message, at);
                ascii = false;
            } else {
                throw notJson();
            }
        }
        int length = at - from;
        at++;
        if (mode == Mode.PASS) {
            return null;
        }
        return escaped
                ? JsonText.unescaped(message, from, from + length)
                : new String(message, from, length, ascii ? ISO_8859_1 : UTF_8);
    }

    private void passEscape() throws MalformedPacketException {
        at++;
        switch (take()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {}
            case 'u' -> {
                for (int i = 0; i < 4; i++) {
                    if (Character.digit(take(), 16) < 0) {
                        throw notJson();
                    }
                }
            }
            default -> throw notJson();
        }
    }

    private boolean isAt(char c) {
        return at < message.length && message[at] == c;
    }

    private byte peek() throws MalformedPacketException {
        if (at >= message.length) {
            throw notJson();
        }
        return message[at];
    }

    private byte take() throws MalformedPacketException {
        byte b = peek();
        at++;
        return b;
    }

    private static MalformedPacketException notJson() {
        return MalformedPacketException.syntax("not JSON, or cut off");
    }
}
