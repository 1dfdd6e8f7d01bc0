package dev.webshocket;

/** Converts an attribute to text, for {@link IsEqual}. */
final class AttributeText {

    private AttributeText() {}

    /** Returns the text of a string, number, boolean or enum constant, and null for any other type. */
    static String of(Object attribute) {
        if (attribute instanceof Enum<?> constant) {
            return constant.name();
        }
        boolean hasText = attribute instanceof String || attribute instanceof Number || attribute instanceof Boolean;
        return hasText ? attribute.toString() : null;
    }
}
