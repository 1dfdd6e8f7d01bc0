package dev.webshocket.internal.codec;

/** Writes where a value stands within others, such as {@code items[2].price}. Stateless. */
final class ValuePath {

    private static final int LONGEST = 200;

    private ValuePath() {}

    /**
     * Leads a path on to the outside. Nesting multiplies what a client can make us say, so a long path loses its inner end.
     *
     * @param step the name of a member, or the index of an item between brackets
     * @param path from there to the value, empty for that itself
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
