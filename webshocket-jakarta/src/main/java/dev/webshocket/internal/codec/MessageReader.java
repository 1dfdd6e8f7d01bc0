package dev.webshocket.internal.codec;

/**
 * Reads one message of an encoding. It is gone through once from its start to its end, which checks the grammar of the
 * whole and says where values stand; these can be read afterwards, in any order.
 *
 * <p>For one thread at a time.
 */
abstract sealed class MessageReader permits JsonReader, MsgpackReader {

    /** What becomes of a value that is gone through. */
    enum Mode {
        /** It is passed over: its grammar is checked, and where it ends. */
        PASS,
        /** It is passed over, but its text is checked too. */
        CHECK,
        /** It becomes a plain value; each number with a fraction or an exponent a Double. */
        PLAIN,
        /** It becomes a plain value; a number that no double holds exactly a {@link java.math.BigDecimal}. */
        EXACT;

        boolean makes() {
            return this == PLAIN || this == EXACT;
        }
    }

    /** Takes the members of a map. */
    @FunctionalInterface
    interface Members {

        /** Takes the member of a name, null where nobody asked for names, by going through its value. */
        void next(String name) throws MalformedPacketException;
    }

    final byte[] message;
    final MessageBounds bounds;
    /** The next byte. */
    int at;

    private int values;

    MessageReader(byte[] message, MessageBounds bounds) {
        this.message = message;
        this.bounds = bounds;
    }

    /**
     * Goes through a map.
     *
     * @param depth within how many lists and maps it stands
     * @return false if what comes next is no map; then nothing is gone through
     */
    abstract boolean map(int depth, Members members) throws MalformedPacketException;

    /** Goes through a value that stands within that many lists and maps; returns null where none is made. */
    abstract Object value(int depth, Mode mode) throws MalformedPacketException;

    /** Goes to where the next value begins. */
    abstract void begin();

    /** Makes sure that nothing follows. */
    abstract void end() throws MalformedPacketException;

    abstract boolean isList(Extent value);

    abstract boolean isMap(Extent value);

    /** Passes over a value that stands within that many lists and maps, and may be made later. */
    Extent pass(int depth) throws MalformedPacketException {
        begin();
        int from = at;
        value(depth, Mode.PASS);
        return new Extent(from, at);
    }

    /** Passes over a value that stands within that many lists and maps, and is never made. */
    void skip(int depth) throws MalformedPacketException {
        value(depth, Mode.CHECK);
    }

    /** Makes a value that was passed over before. */
    Object read(Extent value, Mode mode) throws MalformedPacketException {
        at = value.from();
        return value(0, mode);
    }

    /** Makes sure that the message holds few enough values to make them. */
    void checkValues() throws MalformedPacketException {
        if (holdsTooMuch()) {
            throw new MalformedPacketException("the message holds more than " + bounds.values() + " values");
        }
    }

    boolean holdsTooMuch() {
        return values > bounds.values();
    }

    /** Returns how many values have been passed over, the keys of maps among them. */
    int values() {
        return values;
    }

    /** Counts a value or a key, where it is gone through for the first time. */
    final void count(Mode mode) {
        if (!mode.makes()) {
            values++;
        }
    }

    /** Enters a list or map that stands within that many others. */
    final int deeper(int depth) throws MalformedPacketException {
        if (depth >= bounds.nesting()) {
            throw new MalformedPacketException("nested deeper than " + bounds.nesting());
        }
        return depth + 1;
    }
}
