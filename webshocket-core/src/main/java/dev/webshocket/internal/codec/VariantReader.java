package dev.webshocket.internal.codec;

import java.util.Map;

/**
 * Reads a value of one of several subtypes, which one of its members names.
 *
 * @param name the simple name of the type
 * @param key the member
 * @param variants the readers of the subtypes, by the member's value
 * @param base reads values without the member, may be null
 */
record VariantReader(String name, String key, Map<String, ValueReader> variants, ValueReader base)
        implements ValueReader {

    @Override
    public Object read(Object plain) throws UnfitValueException {
        if (plain == null) {
            return null;
        }
        if (!(plain instanceof Map<?, ?> members)) {
            throw Described.wrongKind(plain, name);
        }
        Object alias = members.get(key);
        if (alias == null && base != null && !members.containsKey(key)) {
            return base.read(plain);
        }
        if (alias == null && !members.containsKey(key)) {
            throw new UnfitValueException(key + " is missing");
        }
        if (!(alias instanceof String text)) {
            throw Described.unfit(alias, "string").atMember(key);
        }
        ValueReader variant = variants.get(text);
        if (variant == null) {
            throw new UnfitValueException("the string names no " + name).atMember(key);
        }
        return variant.read(plain);
    }
}
