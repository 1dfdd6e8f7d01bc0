package dev.webshocket.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a tree of plain values. */
final class TreeSink implements PlainSink {

    // The open lists and maps, innermost first, and for each map the key that waits for its value.
    private final Deque<Object> open = new ArrayDeque<>();
    private final Deque<String> keys = new ArrayDeque<>();
    private Object root;
    private boolean begun;

    /**
     * Returns the written value.
     *
     * @throws EncodingException if it is not exactly one complete value
     */
    Object whole() {
        if (!begun || !open.isEmpty()) {
            throw new EncodingException("a serializer has not written one value as a whole");
        }
        return root;
    }

    /** Returns the written value; null if there is none. */
    Object root() {
        return root;
    }

    /** Returns how many lists and maps are open. */
    int depth() {
        return open.size();
    }

    @Override
    public void nil() {
        add(null);
    }

    @Override
    public void bool(boolean value) {
        add(value);
    }

    @Override
    public void integer(long value) {
        add(value);
    }

    @Override
    public void integer(BigInteger value) {
        add(value);
    }

    @Override
    public void real(double value) {
        add(value);
    }

    @Override
    public void decimal(BigDecimal value) {
        add(value);
    }

    @Override
    public void text(String value) {
        add(value);
    }

    @Override
    public void bytes(byte[] value) {
        add(value);
    }

    @Override
    public void instant(Instant value) {
        add(value);
    }

    @Override
    public void list(int size) {
        List<Object> list = new ArrayList<>(size);
        add(list);
        open.push(list);
    }

    @Override
    public void map(int size) {
        Map<String, Object> map = new LinkedHashMap<>(size * 4 / 3 + 1);
        add(map);
        open.push(map);
    }

    @Override
    public void key(String name) {
        keys.push(name);
    }

    @Override
    public void endList() {
        end();
    }

    @Override
    public void endMap() {
        end();
    }

    /** Ends the innermost list or map. */
    void end() {
        open.pop();
    }

    @SuppressWarnings("unchecked")
    private void add(Object value) {
        Object parent = open.peek();
        if (parent == null) {
            if (begun) {
                throw new EncodingException("a second value follows the first");
            }
            begun = true;
            root = value;
        } else if (parent instanceof List) {
            ((List<Object>) parent).add(value);
        } else {
            String key = keys.poll();
            if (key == null) {
                throw new EncodingException("a member has no key");
            }
            ((Map<String, Object>) parent).put(key, value);
        }
    }
}
