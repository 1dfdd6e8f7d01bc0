package dev.webshocket.internal.codec;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The position of a {@link PlainParser} in one list or map, linked to the positions in the outer ones. */
final class PlainCursor {

    private final PlainCursor outer;
    private final Iterator<?> rest;
    private final boolean map;
    private int index = -1;
    private Object item;
    private boolean atKey;

    private PlainCursor(Iterator<?> rest, boolean map, PlainCursor outer) {
        this.rest = rest;
        this.map = map;
        this.outer = outer;
    }

    static PlainCursor over(Object container, PlainCursor outer) {
        return container instanceof Map<?, ?> map
                ? new PlainCursor(map.entrySet().iterator(), true, outer)
                : new PlainCursor(((List<?>) container).iterator(), false, outer);
    }

    PlainCursor outer() {
        return outer;
    }

    boolean isMap() {
        return map;
    }

    /** Moves to the next item or member, if there is one. */
    boolean advance() {
        if (!rest.hasNext()) {
            return false;
        }
        item = rest.next();
        index++;
        atKey = map;
        return true;
    }

    /** Whether it has moved to a member whose key has not been read. */
    boolean isAtKey() {
        return atKey;
    }

    String takeKey() {
        atKey = false;
        return key();
    }

    Object value() {
        return map ? ((Map.Entry<?, ?>) item).getValue() : item;
    }

    String path() {
        StringBuilder path = new StringBuilder();
        appendTo(path);
        return path.toString();
    }

    private void appendTo(StringBuilder path) {
        if (outer != null) {
            outer.appendTo(path);
        }
        if (index < 0) {
            return;
        }
        if (map) {
            path.append(path.isEmpty() ? "" : ".").append(Described.brief(key()));
        } else {
            path.append('[').append(index).append(']');
        }
    }

    private String key() {
        return (String) ((Map.Entry<?, ?>) item).getKey();
    }
}
