package dev.webshocket.internal.tools.typescript;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/** A documentation comment that is being made. */
final class Comment {

    private final List<String> lines = new ArrayList<>();
    private boolean tags;

    /** Returns what a schema is for, by its title or description. */
    static String textOf(JsonObject schema) {
        for (String member : List.of("description", "title")) {
            if (schema.get(member) instanceof JsonString text
                    && !text.getString().isBlank()) {
                return text.getString().strip();
            }
        }
        return "";
    }

    /** Adds a text; an empty one is none. */
    Comment text(String text) {
        if (!text.isBlank()) {
            safe(text).lines().forEach(lines::add);
        }
        return this;
    }

    /** Adds a tag, with a text that may be empty. */
    Comment tag(String tag, String text) {
        if (!lines.isEmpty() && !tags) {
            lines.add("");
        }
        tags = true;
        lines.add(('@' + tag + ' ' + String.join(" ", safe(text).lines().toList())).strip());
        return this;
    }

    /** Adds a tag if its text is not empty. */
    Comment tagIfAny(String tag, String text) {
        return text.isBlank() ? this : tag(tag, text);
    }

    /** Writes the comment and its line break; nothing if it is empty. */
    String indented(String indent) {
        if (lines.isEmpty()) {
            return "";
        }
        if (lines.size() == 1) {
            return indent + "/** " + lines.get(0) + " */\n";
        }
        StringBuilder comment = new StringBuilder(indent).append("/**\n");
        lines.forEach(
                line -> comment.append((indent + " * " + line).stripTrailing()).append('\n'));
        return comment.append(indent).append(" */\n").toString();
    }

    /** A text may not end the comment, and no line of it is a tag. */
    private static String safe(String text) {
        return text.strip()
                .replaceAll("[\\p{Cntrl}&&[^\\n\\r\\t]]|\\p{Cs}", "")
                .replaceAll("\\R|\\u2028|\\u2029", "\n")
                .replace("*/", "*\\/")
                .replaceAll("(?m)^(\\s*)@", "$1\\\\@");
    }
}
