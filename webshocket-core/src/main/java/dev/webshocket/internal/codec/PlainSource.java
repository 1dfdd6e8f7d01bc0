package dev.webshocket.internal.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads plain values from one message of an encoding. One pass from start to end checks the grammar of the whole message and
 * finds the positions of values, which can be decoded afterwards, in any order.
 *
 * <p>An encoding defines how its scalars, names, lists and maps are recognised and where they end. This class has the common
 * part: creating values, their nesting and number, and the paths of errors.
 *
 * <p>For one thread at a time.
 */
abstract class PlainSource {

    /** How a value is read. */
    enum Mode {
        /** It is skipped: only its grammar is checked. */
        PASS,
        /** It becomes a plain value; each number with a fraction or an exponent a Double. */
        PLAIN,
        /** It becomes a plain value; a number that a double cannot represent exactly a {@link java.math.BigDecimal}. */
        EXACT;

        boolean makes() {
            return this == PLAIN || this == EXACT;
        }
    }

    /** Receives the known members of a map. */
    @FunctionalInterface
    interface MemberVisitor {

        /** Receives a member and reads its value. */
        void next(WireMember member) throws MalformedPacketException;
    }

    // Nested lists may each claim all remaining bytes; only received bytes may cost memory.
    private static final int MAX_INITIAL_CAPACITY = 256;

    final byte[] message;
    final MessageBounds bounds;
    /** The next byte. */
    int at;
    /** Where the text skipped last begins; negative if the message does not contain it verbatim. */
    int nameFrom;
    /** Where that text ends. */
    int nameTo;

    private int values;
    private boolean tooDeep;

    PlainSource(byte[] message, MessageBounds bounds) {
        this.message = message;
        this.bounds = bounds;
    }

    /** Moves to the start of the next value. */
    abstract void begin() throws MalformedPacketException;

    /** Checks that no bytes follow. */
    abstract void end() throws MalformedPacketException;

    /** Tells whether the value at a position is a list. */
    abstract boolean isList(int from);

    /** Tells whether the value at a position is a map. */
    abstract boolean isMap(int from);

    /**
     * Enters the list or map that begins here.
     *
     * @return how many items or members it has; {@link Integer#MAX_VALUE} if only its end tells
     */
    abstract int enter(boolean map) throws MalformedPacketException;

    /**
     * Moves to the next item or member, or past the end of the list or map.
     *
     * @param index which item or member it would be, from 0 on
     * @param size what {@link #enter} has returned
     * @return whether there is one
     */
    abstract boolean hasNext(int index, int size, boolean map) throws MalformedPacketException;

    /** Reads a value that is neither a list nor a map; returns null if it is skipped. */
    abstract Object scalar(Mode mode) throws MalformedPacketException;

    /**
     * Reads the name of a member, with its separator, in a map that is the innermost of that many lists and maps.
     *
     * @return the name; null if it is skipped, after setting {@link #nameFrom} and {@link #nameTo}
     */
    abstract String name(int depth, Mode mode) throws MalformedPacketException;

    /** Skips the list or map that begins here, of any depth, without recursion. */
    abstract void passDeep() throws MalformedPacketException;

    /**
     * Reads a map. Skips members whose name is not a text or not known.
     *
     * @param depth within how many lists and maps it is
     * @return false if the next value is not a map or is nested too deep; then nothing has been read
     */
    final boolean map(int depth, MemberNames known, MemberVisitor visitor) throws MalformedPacketException {
        begin();
        if (!isMap(at) || isTooDeep(depth, Mode.PASS)) {
            return false;
        }
        count(Mode.PASS);
        int size = enter(true);
        for (int i = 0; hasNext(i, size, true); i++) {
            WireMember member = member(depth + 1, known);
            if (member == null) {
                pass(depth + 1);
            } else {
                visitor.next(member);
            }
        }
        return true;
    }

    /** Reads a name, if possible without creating a string: each packet has the same few. */
    private WireMember member(int depth, MemberNames known) throws MalformedPacketException {
        int from = at;
        name(depth, Mode.PASS);
        if (nameFrom >= 0) {
            return known.find(message, nameFrom, nameTo);
        }
        int to = at;
        at = from;
        try {
            return known.find(name(depth, Mode.PLAIN));
        } catch (MalformedPacketException e) {
            at = to;
            return null;
        }
    }

    /** Reads a value that is within that many lists and maps; returns null if it is skipped. */
    final Object value(int depth, Mode mode) throws MalformedPacketException {
        begin();
        count(mode);
        boolean map = isMap(at);
        if (!map && !isList(at)) {
            return scalar(mode);
        }
        if (isTooDeep(depth, mode)) {
            passDeep();
            return null;
        }
        return map ? map(depth + 1, mode) : list(depth + 1, mode);
    }

    private List<Object> list(int depth, Mode mode) throws MalformedPacketException {
        int size = enter(false);
        List<Object> list = mode.makes() ? new ArrayList<>(capacity(size)) : null;
        for (int i = 0; hasNext(i, size, false); i++) {
            Object value = item(i, depth, mode);
            if (list != null) {
                list.add(value);
            }
        }
        return list;
    }

    private Map<String, Object> map(int depth, Mode mode) throws MalformedPacketException {
        int size = enter(true);
        Map<String, Object> map = mode.makes() ? new LinkedHashMap<>(capacity(size) * 4 / 3 + 1) : null;
        for (int i = 0; hasNext(i, size, true); i++) {
            String name = name(depth, mode);
            Object value = memberValue(name, depth, mode);
            if (map != null) {
                map.put(name, value);
            }
        }
        return map;
    }

    private static int capacity(int size) {
        return size == Integer.MAX_VALUE ? 10 : Math.min(size, MAX_INITIAL_CAPACITY);
    }

    /**
     * Skips a value that is within that many lists and maps; it may be decoded later.
     *
     * @return where it begins
     */
    int pass(int depth) throws MalformedPacketException {
        begin();
        int from = at;
        value(depth, Mode.PASS);
        return from;
    }

    /** Reads an item of a list; errors have its path. */
    private Object item(int index, int depth, Mode mode) throws MalformedPacketException {
        try {
            return value(depth, mode);
        } catch (MalformedPacketException e) {
            throw e.within(ValuePath.index(index));
        }
    }

    /** Reads the value of a member; errors have its path. The name is null if it was skipped. */
    private Object memberValue(String name, int depth, Mode mode) throws MalformedPacketException {
        try {
            return value(depth, mode);
        } catch (MalformedPacketException e) {
            throw name == null ? e : e.within(Described.brief(name));
        }
    }

    /** Tells whether a skipped map has no members. */
    final boolean isEmpty(int map) throws MalformedPacketException {
        at = map;
        return !hasNext(0, enter(true), true);
    }

    /** Decodes a skipped value. */
    final Object read(int from, Mode mode) throws MalformedPacketException {
        at = from;
        return value(0, mode);
    }

    /** Returns the place of a skipped value among some known texts; negative if it is not among them. */
    final int find(int from, KnownNames known) throws MalformedPacketException {
        if (isList(from) || isMap(from)) {
            return KnownNames.UNKNOWN;
        }
        at = from;
        nameFrom = -1;
        scalar(Mode.PASS);
        return nameFrom < 0 ? KnownNames.UNKNOWN : known.find(message, nameFrom, nameTo);
    }

    /** Checks that the message does not have too many values to decode. */
    final void checkValues() throws MalformedPacketException {
        if (holdsTooMuch()) {
            throw new MalformedPacketException("the message holds more than " + bounds.values() + " values");
        }
    }

    final boolean holdsTooMuch() {
        return values > bounds.values();
    }

    /** Returns how many values have been skipped, including map keys. */
    final int values() {
        return values;
    }

    /** Counts a value or a key when it is read for the first time. */
    final void count(Mode mode) {
        if (!mode.makes()) {
            values++;
        }
    }

    /** Tells whether a list or map within that many others is nested too deep to be decoded. */
    private boolean isTooDeep(int depth, Mode mode) throws MalformedPacketException {
        if (depth < bounds.nesting()) {
            return false;
        }
        tooDeep = true;
        if (mode.makes()) {
            throw tooDeep();
        }
        return true;
    }

    /** Tells whether a skipped value is nested too deep. */
    final boolean holdsTooDeep() {
        return tooDeep;
    }

    final MalformedPacketException tooDeep() {
        return new MalformedPacketException("nested deeper than " + bounds.nesting());
    }
}
