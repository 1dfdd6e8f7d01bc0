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

        /** Takes the member of a name by going through its value. */
        void next(String name) throws MalformedPacketException;
    }

    final byte[] message;
    final MessageBounds bounds;
    /** The next byte. */
    int at;

    private int values;
    private boolean tooDeep;

    MessageReader(byte[] message, MessageBounds bounds) {
        this.message = message;
        this.bounds = bounds;
    }

    /**
     * Goes through a map. Members whose name is no text are passed over.
     *
     * @param depth within how many lists and maps it stands
     * @return false if what comes next is no map, or one that is nested too deep; then nothing is gone through
     */
    abstract boolean map(int depth, Members members) throws MalformedPacketException;

    /** Goes through a value that stands within that many lists and maps; returns null where none is made. */
    abstract Object value(int depth, Mode mode) throws MalformedPacketException;

    /** Goes through the name of a member of a map that is the last of that many lists and maps. */
    abstract String name(int depth, Mode mode) throws MalformedPacketException;

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

    /** Goes through a member, and hands it on where its name is a text: no member that is known has another name. */
    final void member(int depth, Members members) throws MalformedPacketException {
        int from = at;
        name(depth, Mode.PASS);
        int to = at;
        String name;
        at = from;
        try {
            name = name(depth, Mode.PLAIN);
        } catch (MalformedPacketException e) {
            at = to;
            pass(depth);
            return;
        }
        members.next(name);
    }

    /** Goes through an item of a list; what is wrong with it says where. */
    final Object item(int index, int depth, Mode mode) throws MalformedPacketException {
        try {
            return value(depth, mode);
        } catch (MalformedPacketException e) {
            throw e.within(ValuePath.index(index));
        }
    }

    /** Goes through the value of a member; what is wrong with it says where. The name is null where it was passed over. */
    final Object member(String name, int depth, Mode mode) throws MalformedPacketException {
        try {
            return value(depth, mode);
        } catch (MalformedPacketException e) {
            throw name == null ? e : e.within(Described.brief(name));
        }
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

    /** Tells whether a list or map that stands within that many others is nested too deep to be more than passed over. */
    final boolean isTooDeep(int depth, Mode mode) throws MalformedPacketException {
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
    boolean holdsTooDeep() {
        return tooDeep;
    }

    MalformedPacketException tooDeep() {
        return new MalformedPacketException("nested deeper than " + bounds.nesting());
    }
}
