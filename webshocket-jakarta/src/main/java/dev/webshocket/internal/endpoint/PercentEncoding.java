package dev.webshocket.internal.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Decodes percent-encoded text as browsers write it: RFC 3986, section 2.1, with bytes of UTF-8. Stateless. */
final class PercentEncoding {

    private static final int ESCAPE = 3;

    private PercentEncoding() {}

    /**
     * Decodes a part of a URI.
     *
     * @param encoded the text; a percent sign without two hexadecimal digits is kept, so that it does not fail a handshake;
     *     bytes that are not UTF-8 are replaced
     */
    static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length());
        int plain = 0;
        int i = encoded.indexOf('%');
        while (i >= 0) {
            int value = escaped(encoded, i);
            if (value >= 0) {
                decoded.writeBytes(encoded.substring(plain, i).getBytes(StandardCharsets.UTF_8));
                decoded.write(value);
                plain = i + ESCAPE;
            }
            i = encoded.indexOf('%', value >= 0 ? plain : i + 1);
        }
        decoded.writeBytes(encoded.substring(plain).getBytes(StandardCharsets.UTF_8));
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** Returns the byte of the escape at an index; -1 if there is none. */
    private static int escaped(String text, int at) {
        if (at + ESCAPE > text.length()) {
            return -1;
        }
        int high = digit(text.charAt(at + 1));
        int low = digit(text.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** Only ASCII digits. */
    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
