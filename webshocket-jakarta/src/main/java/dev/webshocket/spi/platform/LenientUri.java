package dev.webshocket.spi.platform;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Escapes characters in a request target that browsers send although a URI must not have them (RFC 3986, section 3),
 * such as <code>{}|^</code> and a percent sign that begins no escape. Containers parse the target as a {@link
 * java.net.URI}; some do so only after the upgrade, and then abort the connection. Stateless.
 */
public final class LenientUri {

    private static final String PATH_MARKS = "-._~!$&'()*+,;=:@/";
    private static final String QUERY_MARKS = PATH_MARKS + "?";

    private LenientUri() {}

    /**
     * Escapes a path.
     *
     * @param path the path as received; each character up to U+00FF is one byte
     * @return the escaped path; the path itself if it is valid
     */
    public static String path(String path) {
        return escaped(path, PATH_MARKS);
    }

    /**
     * Escapes a query.
     *
     * @param query the query as received, in characters as for {@link #path}; or null for none
     * @return the escaped query; the query itself if it is valid; null for none
     */
    public static String query(String query) {
        return query == null ? null : escaped(query, QUERY_MARKS);
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
        Charset charset = c < 0x100 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return String.valueOf(c).getBytes(charset);
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
