package dev.webshocket;

/** The text of an attribute, for {@link IsEqual}. */
final class AttributeText {

    private AttributeText() {}

    /** Returns the text of a string, number, boolean or enum constant, and null of anything else. */
    static String of(Object attribute) {
        if (attribute instanceof Enum<?> constant) {
            return constant.name();
        }
        boolean hasText = attribute instanceof String || attribute instanceof Number || attribute instanceof Boolean;
        return hasText ? attribute.toString() : null;
    }
}
