package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.BitSet;

/** Reads JSON as RFC 8259 has it, in UTF-8. For one thread at a time. */
final class JsonSource extends PlainSource {

    private static final byte[] TRUE = "true".getBytes(ISO_8859_1);
    private static final byte[] FALSE = "false".getBytes(ISO_8859_1);
    private static final byte[] NULL = "null".getBytes(ISO_8859_1);

    JsonSource(byte[] message, MessageBounds bounds) {
        super(message, bounds);
    }

    @Override
    void begin() throws MalformedPacketException {
        passSpace();
        peek();
    }

    private void passSpace() {
        while (at < message.length && isSpace(message[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    @Override
    void end() throws MalformedPacketException {
        passSpace();
        if (at < message.length) {
            throw MalformedPacketException.syntax("text follows the value");
        }
    }

    @Override
    boolean isList(int from) {
        return message[from] == '[';
    }

    @Override
    boolean isMap(int from) {
        return message[from] == '{';
    }

    @Override
    int enter(boolean map) throws MalformedPacketException {
        at++;
        begin();
        if (message[at] != end(map)) {
            return Integer.MAX_VALUE;
        }
        at++;
        return 0;
    }

    @Override
    boolean hasNext(int index, int size, boolean map) throws MalformedPacketException {
        if (index == 0) {
            return size > 0;
        }
        passSpace();
        byte b = take();
        if (b != ',' && b != end(map)) {
            throw notJson();
        }
        return b == ',';
    }

    private static char end(boolean map) {
        return map ? '}' : ']';
    }

    /** Moves to the end of the member, because a number followed by other characters is not a number. */
    @Override
    int pass(int depth) throws MalformedPacketException {
        int value = super.pass(depth);
        passSpace();
        if (depth > 0 && peek() != ',' && peek() != '}') {
            throw notJson();
        }
        return value;
    }

    @Override
    Object scalar(Mode mode) throws MalformedPacketException {
        return switch (message[at]) {
            case '"' -> text(mode);
            case 't' -> literal(TRUE, true);
            case 'f' -> literal(FALSE, false);
            case 'n' -> literal(NULL, null);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(mode);
            default -> throw notJson();
        };
    }

    /** Looks at strings and brackets only. */
    @Override
    void passDeep() throws MalformedPacketException {
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

    /** Consumes the colon too. */
    @Override
    String name(int depth, Mode mode) throws MalformedPacketException {
        begin();
        count(mode);
        if (peek() != '"') {
            throw notJson();
        }
        String name = text(mode);
        passSpace();
        if (take() != ':') {
            throw notJson();
        }
        return name;
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
        boolean integer = !isAt('.') && !isAt('e') && !isAt('E');
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
        if (!mode.makes()) {
            return null;
        }
        if (integer && at - from <= Math.min(NumberText.SAFE_LONG, bounds.digits())) {
            return integer(from);
        }
        return NumberText.parse(new String(message, from, at - from, ISO_8859_1), mode == Mode.EXACT, bounds.digits());
    }

    /** Returns the integer that has been parsed; most are short, and need no string. */
    private long integer(int from) {
        boolean negative = message[from] == '-';
        long value = 0;
        for (int i = negative ? from + 1 : from; i < at; i++) {
            value = 10 * value + (message[i] - '0');
        }
        return negative ? -value : value;
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
        for (byte b = passPlain(); b != '"'; b = passPlain()) {
            if (b == '\\') {
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
            nameFrom = escaped ? -1 : from;
            nameTo = from + length;
            return null;
        }
        return escaped
                ? JsonText.unescaped(message, from, from + length)
                : new String(message, from, length, ascii ? ISO_8859_1 : UTF_8);
    }

    /** Skips text up to the next byte with a special meaning, and returns it. */
    private byte passPlain() throws MalformedPacketException {
        at = JsonText.plainEnd(message, at, message.length);
        return peek();
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
