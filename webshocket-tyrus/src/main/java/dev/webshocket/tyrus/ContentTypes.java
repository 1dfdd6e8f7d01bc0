package dev.webshocket.tyrus;

import java.util.Locale;
import java.util.Map;
import org.glassfish.grizzly.http.util.MimeType;

/** Maps the file extension of a page to its content type. */
final class ContentTypes {

    /** Types that browsers need and Grizzly lacks. Grizzly's table is shared by the whole JVM, so these are not added to it. */
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
