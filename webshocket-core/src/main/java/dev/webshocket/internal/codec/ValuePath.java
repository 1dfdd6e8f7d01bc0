package dev.webshocket.internal.codec;

/** Writes the path of a nested value, such as {@code items[2].price}. Stateless. */
final class ValuePath {

    private static final int LONGEST = 200;

    private ValuePath() {}

    /**
     * Extends a path by an outer step. A long path is truncated at its inner end, to bound the message that a client can
     * cause.
     *
     * @param step the name of a member, or the index of an item between brackets
     * @param path from there to the value, empty for the value itself
     */
    static String within(String step, String path) {
        String joint = path.isEmpty() || path.startsWith("[") ? "" : ".";
        String longer = step + joint + path;
        return longer.length() <= LONGEST ? longer : longer.substring(0, LONGEST) + "...";
    }

    static String index(int index) {
        return "[" + index + "]";
    }
}
