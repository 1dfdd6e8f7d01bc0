package dev.webshocket.internal.link;

/** Joins the parts of text messages, within a limit of bytes in UTF-8. For the container's thread of one session. */
final class TextAssembler {

    private final int limit;
    private final PartsMemory memory;
    private StringBuilder joined = new StringBuilder(0);
    private int bytes;

    TextAssembler(int limit, PartsMemory memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /** Tells whether a text has more than this many bytes in UTF-8. A char has at most three. */
    static boolean exceeds(String text, int limit) {
        return 3L * text.length() > limit && (text.length() > limit || utf8Length(text) > limit);
    }

    /**
     * Adds a part. If there is no room for the message, its earlier parts are dropped.
     *
     * @param last whether it is the last part, so that {@link #take} follows
     */
    PartOutcome add(String part, boolean last) {
        if (exceeds(part, limit - bytes)) {
            take();
            return PartOutcome.TOO_BIG;
        }
        if (!reserve(joined.length() + part.length(), last)) {
            take();
            return PartOutcome.NO_ROOM;
        }
        bytes += utf8Length(part);
        joined.append(part);
        return PartOutcome.TAKEN;
    }

    /** Grows to twice the size, as a message of many small parts needs, and to the exact size for the last part. */
    private boolean reserve(int needed, boolean last) {
        if (needed <= joined.capacity()) {
            return true;
        }
        long capacity = last ? needed : Math.max(needed, Math.min(limit, 2L * joined.capacity()));
        // A message of one part is delivered at once. A char may take two bytes.
        if (!(last && joined.length() == 0) && !memory.growTo(2 * capacity)) {
            return false;
        }
        joined = new StringBuilder((int) capacity).append(joined);
        return true;
    }

    /** Returns the message and begins the next one. */
    String take() {
        String message = joined.toString();
        joined = new StringBuilder(0);
        bytes = 0;
        memory.release();
        return message;
    }

    /** Counts the bytes of well-formed text; a surrogate whose pair a container has split counts as half of the bytes. */
    private static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
