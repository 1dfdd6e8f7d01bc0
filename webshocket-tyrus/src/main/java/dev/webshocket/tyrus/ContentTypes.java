package dev.webshocket.tyrus;

import java.util.Locale;
import java.util.Map;
import org.glassfish.grizzly.http.util.MimeType;

/** Says what kind of file a page is, by the end of its name. */
final class ContentTypes {

    /** What browsers need and Grizzly does not know; its own table is one for the whole JVM, so nothing is added there. */
    private static final Map<String, String> TYPES = Map.of(
            "mjs", "text/javascript",
            "json", "application/json",
            "map", "application/json",
            "webmanifest", "application/manifest+json",
            "md", "text/plain",
            "webp", "image/webp",
            "ico", "image/x-icon",
            "woff", "font/woff",
            "woff2", "font/woff2",
            "wasm", "application/wasm");

    private ContentTypes() {}

    static String of(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = TYPES.get(extension);
        if (type == null) {
            type = MimeType.get(extension, "application/octet-stream");
        }
        return type.startsWith("text/") ? type + "; charset=utf-8" : type;
    }
}
