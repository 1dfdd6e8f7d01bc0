package dev.webshocket.internal.tools.openrpc;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * An object of a document, with its place in it.
 *
 * @param value the object
 * @param place such as {@code methods[3]}; empty for the whole
 */
record Part(JsonObject value, String place) {

    /** Returns the first of some texts that is there and not blank, in one line; else an empty one. */
    String text(String... members) {
        for (String member : members) {
            if (value.get(member) instanceof JsonString text
                    && !text.getString().isBlank()) {
                return text.getString().strip();
            }
        }
        return "";
    }

    String requiredText(String member) throws InvalidDocumentException {
        if (value.get(member) instanceof JsonString text && !text.getString().isEmpty()) {
            return text.getString();
        }
        throw invalid("has no text \"" + member + '"');
    }

    boolean flag(String member) {
        return JsonValue.TRUE.equals(value.get(member));
    }

    Part object(String member) throws InvalidDocumentException {
        if (value.get(member) instanceof JsonObject object) {
            return new Part(object, inside(member));
        }
        throw invalid("has no object \"" + member + '"');
    }

    Part objectOrEmpty(String member) {
        return new Part(
                value.get(member) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT, inside(member));
    }

    List<Part> listOrNone(String member) throws InvalidDocumentException {
        return value.containsKey(member) ? list(member) : List.of();
    }

    List<Part> list(String member) throws InvalidDocumentException {
        if (!(value.get(member) instanceof JsonArray array)) {
            throw invalid("has no list \"" + member + '"');
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            String item = inside(member) + '[' + i + ']';
            if (!(array.get(i) instanceof JsonObject object)) {
                throw new InvalidDocumentException(item + " is no object");
            }
            parts.add(new Part(object, item));
        }
        return parts;
    }

    InvalidDocumentException invalid(String what) {
        return new InvalidDocumentException((place.isEmpty() ? "it" : place) + ' ' + what);
    }

    private String inside(String member) {
        return place.isEmpty() ? member : place + '.' + member;
    }
}
