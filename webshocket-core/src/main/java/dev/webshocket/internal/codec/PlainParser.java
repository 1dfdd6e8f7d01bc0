package dev.webshocket.internal.codec;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * A JSON parser that walks a tree of plain values. As strings, bytes are base64 and timestamps have their RFC 3339 form.
 * Integers are never truncated.
 */
final class PlainParser implements JsonParser {

    private final Object root;
    private final JsonProvider provider;
    private PlainCursor cursor;
    private Event event;
    private Object current;

    PlainParser(Object root, JsonProvider provider) {
        this.root = root;
        this.provider = provider;
    }

    /** Returns the path of the parser's position, empty at the root. */
    String path() {
        return cursor == null ? "" : cursor.path();
    }

    /** Returns the subject of the last event: a value, a key, or the list or map that has begun. */
    Object current() {
        return current;
    }

    @Override
    public boolean hasNext() {
        return event == null || cursor != null;
    }

    @Override
    public Event next() {
        if (event == null) {
            return begin(root);
        }
        if (cursor == null) {
            throw new NoSuchElementException();
        }
        if (event != Event.KEY_NAME && !cursor.advance()) {
            return finish();
        }
        if (cursor.isAtKey()) {
            current = cursor.takeKey();
            event = Event.KEY_NAME;
            return event;
        }
        return begin(cursor.value());
    }

    private Event begin(Object value) {
        current = value;
        event = eventOf(value);
        if (value instanceof List || value instanceof Map) {
            cursor = PlainCursor.over(value, cursor);
        }
        return event;
    }

    private Event finish() {
        event = cursor.isMap() ? Event.END_OBJECT : Event.END_ARRAY;
        current = null;
        cursor = cursor.outer();
        return event;
    }

    private static Event eventOf(Object value) {
        if (value == null) {
            return Event.VALUE_NULL;
        }
        if (value instanceof Boolean bool) {
            return bool ? Event.VALUE_TRUE : Event.VALUE_FALSE;
        }
        if (value instanceof Number) {
            return Event.VALUE_NUMBER;
        }
        if (value instanceof List) {
            return Event.START_ARRAY;
        }
        return value instanceof Map ? Event.START_OBJECT : Event.VALUE_STRING;
    }

    @Override
    public Event currentEvent() {
        return event;
    }

    @Override
    public String getString() {
        return switch (event()) {
            case KEY_NAME, VALUE_NUMBER -> current.toString();
            case VALUE_STRING ->
                current instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : current.toString();
            default -> throw notAt("a string");
        };
    }

    @Override
    public boolean isIntegralNumber() {
        return number() instanceof Long || current instanceof BigInteger;
    }

    @Override
    public int getInt() {
        try {
            return NumberReaders.toInt(number());
        } catch (UnfitValueException e) {
            throw new UnfitJsonException(e);
        }
    }

    @Override
    public long getLong() {
        try {
            return NumberReaders.toLong(number());
        } catch (UnfitValueException e) {
            throw new UnfitJsonException(e);
        }
    }

    @Override
    public BigDecimal getBigDecimal() {
        try {
            return NumberReaders.toBigDecimal(number(), Integer.MAX_VALUE);
        } catch (UnfitValueException e) {
            throw new UnfitJsonException(e);
        }
    }

    /** Consumes the value that has begun, or else the next one, as a whole. */
    Object take() {
        if (event == null || event == Event.KEY_NAME) {
            next();
        }
        Object value = current;
        if (event == Event.END_ARRAY || event == Event.END_OBJECT) {
            throw notAt("a value");
        }
        if (value instanceof List || value instanceof Map) {
            finish();
        }
        return value;
    }

    @Override
    public JsonValue getValue() {
        switch (event()) {
            case END_ARRAY, END_OBJECT -> throw notAt("a value");
            case START_ARRAY, START_OBJECT -> {
                Object container = current;
                finish();
                return JsonTree.of(container, provider);
            }
            default -> {
                return JsonTree.of(current, provider);
            }
        }
    }

    @Override
    public JsonObject getObject() {
        if (event() != Event.START_OBJECT) {
            throw notAt("an object");
        }
        return getValue().asJsonObject();
    }

    @Override
    public JsonArray getArray() {
        if (event() != Event.START_ARRAY) {
            throw notAt("an array");
        }
        return getValue().asJsonArray();
    }

    @Override
    public Stream<JsonValue> getArrayStream() {
        return getArray().stream();
    }

    @Override
    public Stream<Map.Entry<String, JsonValue>> getObjectStream() {
        return getObject().entrySet().stream();
    }

    @Override
    public void skipArray() {
        if (cursor != null && !cursor.isMap()) {
            finish();
        }
    }

    @Override
    public void skipObject() {
        if (cursor != null && cursor.isMap()) {
            finish();
        }
    }

    @Override
    public JsonLocation getLocation() {
        return Nowhere.IN_A_TEXT;
    }

    @Override
    public void close() {}

    /** A tree has no text positions. */
    private enum Nowhere implements JsonLocation {
        IN_A_TEXT;

        @Override
        public long getLineNumber() {
            return -1;
        }

        @Override
        public long getColumnNumber() {
            return -1;
        }

        @Override
        public long getStreamOffset() {
            return -1;
        }
    }

    private Event event() {
        if (event == null) {
            throw notAt("anything");
        }
        return event;
    }

    private Number number() {
        if (event() != Event.VALUE_NUMBER) {
            throw notAt("a number");
        }
        return (Number) current;
    }

    private IllegalStateException notAt(String what) {
        return new IllegalStateException("the parser is not at " + what + ", but at " + event);
    }
}
