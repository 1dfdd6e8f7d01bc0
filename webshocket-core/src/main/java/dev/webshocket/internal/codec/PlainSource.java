package dev.webshocket.internal.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where plain values come from: one message of an encoding. It is gone through once from its start to its end, which checks
 * the grammar of the whole and says where values stand; these can be read afterwards, in any order.
 *
 * <p>An encoding says how its scalars, names, lists and maps are told apart and where they end. What is common stands here: the
 * values that are made, how deep they nest, how many there are, and where in the message a fault is.
 *
 * <p>For one thread at a time.
 */
abstract class PlainSource {

    /** How a value is read. */
    enum Mode {
        /** It is passed over: its grammar is checked, and where it ends. */
        PASS,
        /** It becomes a plain value; each number with a fraction or an exponent a Double. */
        PLAIN,
        /** It becomes a plain value; a number that no double holds exactly a {@link java.math.BigDecimal}. */
        EXACT;

        boolean makes() {
            return this == PLAIN || this == EXACT;
        }
    }

    /** Takes the known members of a map. */
    @FunctionalInterface
    interface MemberVisitor {

        /** Takes a member by going through its value. */
        void next(WireMember member) throws MalformedPacketException;
    }

    // Lists within lists may each claim all bytes that are left; only what has arrived may cost memory.
    private static final int MAX_INITIAL_CAPACITY = 256;

    final byte[] message;
    final MessageBounds bounds;
    /** The next byte. */
    int at;
    /** Where the text begins that was passed over last; less than 0 where the message does not have it as it is. */
    int nameFrom;
    /** Where that text ends. */
    int nameTo;

    private int values;
    private boolean tooDeep;

    PlainSource(byte[] message, MessageBounds bounds) {
        this.message = message;
        this.bounds = bounds;
    }

    /** Goes to where the next value begins. */
    abstract void begin() throws MalformedPacketException;

    /** Makes sure that nothing follows. */
    abstract void end() throws MalformedPacketException;

    /** Tells whether the value that begins at a byte is a list. */
    abstract boolean isList(int from);

    /** Tells whether the value that begins at a byte is a map. */
    abstract boolean isMap(int from);

    /**
     * Enters the list or map that begins here.
     *
     * @return how many items or members it has; {@link Integer#MAX_VALUE} where only its end tells
     */
    abstract int enter(boolean map) throws MalformedPacketException;

    /**
     * Goes on to the next item or member, or past the end of the list or map.
     *
     * @param index which item or member it would be, from 0 on
     * @param size what {@link #enter} has returned
     * @return whether there is one
     */
    abstract boolean hasNext(int index, int size, boolean map) throws MalformedPacketException;

    /** Goes through a value that is neither a list nor a map; returns null where none is made. */
    abstract Object scalar(Mode mode) throws MalformedPacketException;

    /**
     * Goes through the name of a member of a map that is the last of that many lists and maps, and what sets it off.
     *
     * @return the name; null where it is passed over, after setting {@link #nameFrom} and {@link #nameTo}
     */
    abstract String name(int depth, Mode mode) throws MalformedPacketException;

    /** Passes over the list or map that begins here, however deep it is, without a call for each level. */
    abstract void passDeep() throws MalformedPacketException;

    /**
     * Goes through a map. Members whose name is no text, or not known, are passed over.
     *
     * @param depth within how many lists and maps it stands
     * @return false if the next value is no map or is nested too deep; then nothing has been read
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

    /** Goes through a name, which becomes no string where that can be helped: each packet has the same few. */
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

    /** Goes through a value that stands within that many lists and maps; returns null where none is made. */
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
     * Passes over a value that stands within that many lists and maps, and may be made later.
     *
     * @return where it begins
     */
    int pass(int depth) throws MalformedPacketException {
        begin();
        int from = at;
        value(depth, Mode.PASS);
        return from;
    }

    /** Goes through an item of a list; what is wrong with it says where. */
    private Object item(int index, int depth, Mode mode) throws MalformedPacketException {
        try {
            return value(depth, mode);
        } catch (MalformedPacketException e) {
            throw e.within(ValuePath.index(index));
        }
    }

    /** Goes through the value of a member; what is wrong with it says where. The name is null where it was passed over. */
    private Object memberValue(String name, int depth, Mode mode) throws MalformedPacketException {
        try {
            return value(depth, mode);
        } catch (MalformedPacketException e) {
            throw name == null ? e : e.within(Described.brief(name));
        }
    }

    /** Tells whether a map that was passed over has no members. */
    final boolean isEmpty(int map) throws MalformedPacketException {
        at = map;
        return !hasNext(0, enter(true), true);
    }

    /** Makes a value that was passed over before. */
    final Object read(int from, Mode mode) throws MalformedPacketException {
        at = from;
        return value(0, mode);
    }

    /** Returns which of some known texts a value is that was passed over before; less than 0 where it is none of them. */
    final int find(int from, KnownNames known) throws MalformedPacketException {
        if (isList(from) || isMap(from)) {
            return KnownNames.UNKNOWN;
        }
        at = from;
        nameFrom = -1;
        scalar(Mode.PASS);
        return nameFrom < 0 ? KnownNames.UNKNOWN : known.find(message, nameFrom, nameTo);
    }

    /** Makes sure that the message holds few enough values to make them. */
    final void checkValues() throws MalformedPacketException {
        if (holdsTooMuch()) {
            throw new MalformedPacketException("the message holds more than " + bounds.values() + " values");
        }
    }

    final boolean holdsTooMuch() {
        return values > bounds.values();
    }

    /** Returns how many values have been passed over, the keys of maps among them. */
    final int values() {
        return values;
    }

    /** Counts a value or a key, where it is gone through for the first time. */
    final void count(Mode mode) {
        if (!mode.makes()) {
            values++;
        }
    }

    /** Tells whether a list or map that stands within that many others is nested too deep to be more than passed over. */
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

    /** Tells whether anything that was passed over is nested too deep. */
    final boolean holdsTooDeep() {
        return tooDeep;
    }

    final MalformedPacketException tooDeep() {
        return new MalformedPacketException("nested deeper than " + bounds.nesting());
    }
}
