package dev.webshocket.spi.platform;

import java.util.regex.Pattern;

/**
 * Checks that the path of a handshake is unambiguous. Proxies, containers and filters differ in whether they remove
 * empty and dot segments (RFC 3986, section 5.2.4) before they match a path. A path with such segments could pass the
 * access check of one endpoint and reach another. Stateless.
 *
 * <p>A platform that can answer the handshake with 400 calls it before the engine does.
 */
public final class PlainPath {

    private static final Pattern AMBIGUOUS = Pattern.compile(
            // An empty segment, with or without parameters, also at the end; a single slash is the root.
            "/(?:;[^/]*)?/|(?!^)/(?:;[^/]*)?$"
                    // A dot segment, with or without parameters.
                    + "|/(?:\\.|%2[eE]){1,2}(?:;[^/]*)?(?:/|$)"
                    // Control characters.
                    + "|\\p{Cntrl}|%[01]\\p{XDigit}|%7[fF]");

    private PlainPath() {}

    /**
     * Tells whether a path is unambiguous.
     *
     * @param root the context root, the prefix of all paths of the application; may be empty
     * @param path the path as received, without the query; null counts as empty
     * @return false if the path below the root has an empty segment, a segment {@code .} or {@code ..}, or a control
     *     character, escaped or not. A slash at the end makes an empty segment, unless it directly follows the root
     */
    public static boolean isPlain(String root, String path) {
        if (path == null) {
            return true;
        }
        String below = path.startsWith(root) ? path.substring(root.length()) : path;
        return !AMBIGUOUS.matcher(below).find();
    }
}
