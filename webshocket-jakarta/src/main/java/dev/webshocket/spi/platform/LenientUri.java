package dev.webshocket.spi.platform;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Escapes what browsers put into the target of a request although no URI may have it (RFC 3986, section 3), such as
 * <code>{}|^</code> and a percent sign alone, so that it means itself. Containers make a {@link java.net.URI} of a target, some
 * of them after the upgrade only, and then cut the connection. Stateless.
 */
public final class LenientUri {

    private static final String PATH_MARKS = "-._~!$&'()*+,;=:@/";
    private static final String QUERY_MARKS = PATH_MARKS + "?";

    private LenientUri() {}

    /**
     * Escapes a path.
     *
     * @param path as it was sent; characters up to U+00FF stand for a byte each
     * @return the same where all of it may stand there
     */
    public static String path(String path) {
        return escaped(path, PATH_MARKS);
    }

    /**
     * Escapes a query.
     *
     * @param query as for {@link #path}, or null for none
     * @return the same where all of it may stand there
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
