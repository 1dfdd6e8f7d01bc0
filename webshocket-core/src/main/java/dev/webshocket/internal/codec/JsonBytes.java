package dev.webshocket.internal.codec;

import jakarta.json.JsonString;
import java.util.Base64;

/**
 * Bytes as a value of JSON-P and JSON-B, which see them as a base64 string. Like any {@link JsonString} it is equal to
 * another of the same text.
 */
record JsonBytes(byte[] value) implements JsonString {

    @Override
    public String getString() {
        return Base64.getEncoder().encodeToString(value);
    }

    @Override
    public CharSequence getChars() {
        return getString();
    }

    @Override
    public ValueType getValueType() {
        return ValueType.STRING;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonString string && string.getString().equals(getString());
    }

    @Override
    public int hashCode() {
        return getString().hashCode();
    }

    @Override
    public String toString() {
        return '"' + getString() + '"';
    }
}
