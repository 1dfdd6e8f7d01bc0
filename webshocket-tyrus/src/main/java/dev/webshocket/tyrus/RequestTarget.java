package dev.webshocket.tyrus;

import dev.webshocket.spi.PlainPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What a handshake asks for, as a URI can have it. Browsers send characters that no URI may have, such as <code>{}|^</code>
 * and a percent sign alone; they are escaped here, and so mean themselves.
 *
 * @param path below the server's root
 * @param query null for none
 */
record RequestTarget(URI path, String query) {

    /** What RFC 3986, section 3.3, lets a path have beside letters, digits and escapes; a query may have {@code ?} too. */
    private static final String PATH_MARKS = "-._~!$&'()*+,;=:@/";

    private static final String QUERY_MARKS = PATH_MARKS + "?";

    /**
     * Reads a target as it was sent.
     *
     * @param path a character for each byte
     * @param query likewise; null for none
     * @throws MalformedRequestException if others would read the path in another way
     */
    static RequestTarget of(String path, String query) throws MalformedRequestException {
        if (!path.startsWith("/") || !PlainPath.isPlain(path)) {
            throw new MalformedRequestException(
                    "the path does not begin with a slash, or has empty segments, dot segments"
                            + " or control characters");
        }
        return new RequestTarget(
                URI.create(escaped(path, PATH_MARKS)), query == null ? null : escaped(query, QUERY_MARKS));
    }

    private static String escaped(String text, String marks) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c, marks) || isEscape(text, i)) {
                escaped.append(c);
            } else {
                for (byte b : bytes(c)) {
                    escaped.append(String.format("%%%02X", b & 0xFF));
                }
            }
        }
        return escaped.toString();
    }

    private static byte[] bytes(char c) {
        return String.valueOf(c).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isPlain(char c, String marks) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || marks.indexOf(c) >= 0);
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && isHex(text.charAt(at + 1))
                && isHex(text.charAt(at + 2));
    }

    private static boolean isHex(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }
}
