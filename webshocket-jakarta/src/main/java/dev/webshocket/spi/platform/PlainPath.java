package dev.webshocket.spi.platform;

import java.util.regex.Pattern;

/**
 * Tells whether the path of a handshake is read in the same way by all who read it. Proxies, containers and filters differ in
 * whether they leave out empty and dot segments (RFC 3986, section 5.2.4) before they compare, so that a path with them may
 * be guarded as one and served as another; no client of ours sends one. Stateless.
 *
 * <p>A platform that can answer a handshake with 400 asks it before.
 */
public final class PlainPath {

    private static final Pattern AMBIGUOUS = Pattern.compile(
            // An empty segment, also one with parameters, and one at the end; a slash alone is the root.
            "/(?:;[^/]*)?/|(?!^)/(?:;[^/]*)?$"
                    // A dot segment, also one with parameters.
                    + "|/(?:\\.|%2[eE]){1,2}(?:;[^/]*)?(?:/|$)"
                    // Control characters, which no name has.
                    + "|\\p{Cntrl}|%[01]\\p{XDigit}|%7[fF]");

    private PlainPath() {}

    /**
     * Decides on a path.
     *
     * @param root what all paths of the application begin with; empty for none
     * @param path as it was sent, without the query; null counts as empty
     * @return false where it has empty segments, {@code .} or {@code ..} as a segment, or control characters, escaped or
     *     not; a slash at the end makes an empty segment, but for that behind the root
     */
    public static boolean isPlain(String root, String path) {
        if (path == null) {
            return true;
        }
        String below = path.startsWith(root) ? path.substring(root.length()) : path;
        return !AMBIGUOUS.matcher(below).find();
    }
}
