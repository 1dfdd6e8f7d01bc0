package dev.webshocket.internal.tools.openrpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;

/** JSON Pointers, as fragments of a URI. */
public final class Pointer {

    private Pointer() {}

    /** Returns the steps of a pointer that begins with {@code #/}. */
    public static List<String> steps(String pointer) {
        return Arrays.stream(pointer.substring(2).split("/", -1))
                .map(Pointer::decoded)
                .toList();
    }

    /** Returns the item of a list that a step leads to; null if there is none. */
    static JsonValue item(JsonArray array, String step) {
        boolean isIndex = step.matches("0|[1-9]\\d{0,8}");
        return isIndex && Integer.parseInt(step) < array.size() ? array.get(Integer.parseInt(step)) : null;
    }

    private static String decoded(String step) {
        String text = step;
        try {
            text = URLDecoder.decode(step.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign that encodes nothing stands for itself.
        }
        return text.replace("~1", "/").replace("~0", "~");
    }
}
