package dev.webshocket.internal.bridge;

/** Joins the parts of text messages, within a limit of bytes in UTF-8. For the container's thread of one session. */
final class TextAssembler {

    private final int limit;
    private final StringBuilder joined = new StringBuilder();
    private int bytes;

    TextAssembler(int limit) {
        this.limit = limit;
    }

    /**
     * Adds a part.
     *
     * @return false if the message has become longer than allowed
     */
    boolean add(String part) {
        if (part.length() > limit - bytes || utf8Length(part) > limit - bytes) {
            take();
            return false;
        }
        bytes += utf8Length(part);
        joined.append(part);
        return true;
    }

    /** Returns the message and begins the next one. */
    String take() {
        String message = joined.toString();
        joined.setLength(0);
        if (joined.capacity() > 8192) {
            joined.trimToSize();
        }
        bytes = 0;
        return message;
    }

    /** Counts the bytes of well-formed text; half of a pair that a container cut in two counts as half of its bytes. */
    private static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
